import { describe, expect, it } from "vitest";
import { neighbours } from "./neighbours";
import { RecordColumns } from "./record";
import type { Overview } from "./types";

type Row = { id: string; place: number; from: number | null; to?: number | null; type?: number };

/** Places: 0 a town, 1 a town 20 km east of it, 2 a town 300 km away, 3 a province around the first. */
function record(rows: readonly Row[]): RecordColumns {
  const zeros = rows.map(() => 0);
  const none = rows.map(() => null);
  const overview: Overview = {
    build: "b",
    places: {
      id: ["p0", "p1", "p2", "p3"],
      name: ["Town", "East", "Far", "Province"],
      native: [null, null, null, null],
      lon: [0, 0.18, 2.7, 0],
      lat: [0, 0, 0, 0],
      radius_km: [2, 2, 2, 90],
      precision: [1, 1, 1, 4],
      kind: [null, null, null, null],
      country: [null, null, null, null],
    },
    actors: { id: [], name: [] },
    events: {
      id: rows.map((row) => row.id),
      type: rows.map((row) => row.type ?? 0),
      place: rows.map((row) => row.place),
      from: rows.map((row) => row.from),
      to: rows.map((row) => (row.to === undefined ? row.from : row.to)),
      grain: zeros,
      state: zeros,
      review: zeros,
      claims: zeros,
      reports: zeros,
      independent: zeros,
      actors: rows.map(() => []),
      targets: rows.map(() => []),
      killed: none,
    },
    types: ["air_strike", "armed_clash"],
    grains: ["day"],
    states: ["single"],
    reviews: ["unreviewed"],
    control: [],
  };
  return new RecordColumns(overview);
}

const near = (rows: readonly Row[]): string[] => neighbours(record([{ id: "me", place: 0, from: 100 }, ...rows]), "me").map((one) => one.id);

describe("neighbours", () => {
  it("are near in place and days, the nearest first", () => {
    expect(near([{ id: "week", place: 0, from: 106 }, { id: "east", place: 1, from: 100 }, { id: "same", place: 0, from: 100 }])).toEqual([
      "same",
      "east",
      "week",
    ]);
  });

  it("are not far away, long before or after, or without any day and place", () => {
    expect(near([{ id: "far", place: 2, from: 100 }, { id: "late", place: 0, from: 120 }, { id: "nothing", place: -1, from: null }])).toEqual([]);
  });

  it("need only one of day and place, and then stand behind", () => {
    const found = near([{ id: "undated", place: 0, from: null }, { id: "unplaced", place: -1, from: 100 }, { id: "same", place: 0, from: 101 }]);
    expect(found[0]).toBe("same");
    expect(found.slice(1).toSorted()).toEqual(["undated", "unplaced"]);
  });

  it("of another kind, and those of a whole province, come after the same kind in the same town", () => {
    expect(near([{ id: "province", place: 3, from: 100 }, { id: "clash", place: 0, from: 100, type: 1 }, { id: "strike", place: 0, from: 101 }])).toEqual([
      "strike",
      "clash",
      "province",
    ]);
  });

  it("meet intervals, also open ones", () => {
    const found = neighbours(record([{ id: "me", place: 0, from: 100, to: 110 }, { id: "open", place: 0, from: null, to: 105 }]), "me");
    expect(found[0]).toMatchObject({ id: "open", days: 0, km: 0 });
  });

  it("of an event that is not there are none", () => {
    expect(neighbours(record([]), "gone")).toEqual([]);
  });
});
