import { describe, expect, it } from "vitest";
import { RecordColumns, type Filter } from "./record";
import type { Overview } from "./types";

const ALL: Filter = { from: null, to: null, types: [], states: [], reviews: [], places: [], actors: [], found: null };

function record(): RecordColumns {
  const overview: Overview = {
    build: "b",
    places: {
      id: ["p1", "p2"],
      name: ["One", "Two"],
      native: [null, null],
      lon: [1, 2],
      lat: [1, 2],
      radius_km: [1, 50],
      precision: [1, 4],
      kind: ["town", "region"],
      country: ["LBY", "LBY"],
    },
    actors: { id: ["LNA", "GNA"], name: ["LNA", "GNA"] },
    events: {
      id: ["e0", "e1", "e2", "e3"],
      type: [0, 1, 0, 0],
      place: [0, 1, -1, 0],
      from: [10, 20, null, null],
      to: [10, 25, null, 15],
      grain: [0, 0, 0, 0],
      state: [0, 1, 0, 0],
      review: [0, 0, 1, 0],
      claims: [1, 2, 1, 1],
      reports: [1, 2, 1, 1],
      independent: [1, 2, 1, 1],
      actors: [[0], [1], [], [0]],
      targets: [[1], [], [], []],
      killed: [null, 3, null, null],
    },
    types: ["armed_clash", "air_strike"],
    grains: ["day"],
    states: ["single", "disputed"],
    reviews: ["unreviewed", "accepted"],
    control: [],
  };
  return new RecordColumns(overview);
}

const rows = (filter: Partial<Filter>, but: "days" | null = null) => [...record().select({ ...ALL, ...filter }, but)];

describe("a record of columns", () => {
  it("gives all events where nothing is asked", () => {
    expect(rows({})).toEqual([0, 1, 2, 3]);
  });

  it("keeps what may lie within the days asked for, and nothing without a day", () => {
    expect(rows({ from: 11, to: 22 })).toEqual([1, 3]);
    expect(rows({ from: 26 })).toEqual([]);
    expect(rows({ from: 11, to: 22 }, "days")).toEqual([0, 1, 2, 3]);
  });

  it("filters by type, state, review, place, part and search", () => {
    expect(rows({ types: ["air_strike"] })).toEqual([1]);
    expect(rows({ states: ["disputed"] })).toEqual([1]);
    expect(rows({ reviews: ["accepted"] })).toEqual([2]);
    expect(rows({ places: ["p1"] })).toEqual([0, 3]);
    expect(rows({ actors: ["GNA"] })).toEqual([0, 1]);
    expect(rows({ found: new Set(["e3"]) })).toEqual([3]);
    expect(rows({ types: ["unheard_of"] })).toEqual([]);
  });

  it("sums by place and by day", () => {
    const columns = record();
    const sums = columns.sumPlaces(columns.select(ALL));
    expect([...sums.count]).toEqual([2, 1]);
    const { counts, imprecise } = columns.histogram(columns.select(ALL), 10, 10, 2);
    expect([...counts].reduce((a, b) => a + b)).toBe(3);
    expect([...imprecise]).toEqual([1, 1]);
  });

  it("knows how far it reaches", () => {
    expect(record().reach).toEqual([10, 25]);
  });
});
