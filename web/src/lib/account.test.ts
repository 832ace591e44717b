import { describe, expect, it } from "vitest";
import { barOf, filterTolls, largest, sayGap, sayRange, sortTolls, tollsIn, type TollFilter } from "./account";
import type { Account, TollRow } from "./types";

const node = (change: Partial<Account>): Account => ({ label: "x", low: null, best: null, high: null, sum_of_parts: null, gap: null, added: true, state: null, toll: null, claims: [], parts: [], ...change });
const toll = (id: string, change: Partial<TollRow> = {}): TollRow => ({
  id,
  group: { id: null, name: "people" },
  harm: "killed",
  scope: "event",
  place: { id: "p", name: "P", lon: null, lat: null, radius_km: null, precision: null },
  time: { earliest: "2016-06-10", latest: "2016-06-12", grain: "day", how: "text" },
  low: 1,
  best: 1,
  high: 1,
  state: "single",
  basis: "claimed",
  policy: "cautious",
  independent: 1,
  support: [],
  against: [],
  within: [],
  ...change,
});
const ALL: TollFilter = { policy: null, harm: null, group: null, from: null, to: null };

describe("tolls", () => {
  it("say their bounds, and what is open", () => {
    expect(sayRange(12, 12, 12)).toBe("12");
    expect(sayRange(11, 12, 34)).toBe("11 to 34, best 12");
    expect(sayRange(332, 332, 926)).toBe("332 to 926");
    expect(sayRange(20, 20, null)).toBe("at least 20");
    expect(sayRange(20, 25, null)).toBe("at least 20, best 25");
    expect(sayRange(null, null, 9)).toBe("at most 9");
    expect(sayRange(null, null, null)).toBe("no number");
    expect(sayRange(1959, 1959, 1959)).toBe("1,959");
  });

  it("say the gap between the parts and the whole", () => {
    const parts = [node({ best: 31 })];
    expect(sayGap(node({ best: 44, sum_of_parts: 31, gap: 13, parts }))).toBe("The parts add to 31; 13 are in no report of an incident.");
    expect(sayGap(node({ best: 32, sum_of_parts: 31, gap: 1, parts }))).toBe("The parts add to 31; 1 is in no report of an incident.");
    expect(sayGap(node({ best: 30, sum_of_parts: 31, gap: -1, parts }))).toBe("The parts add to 31, 1 more than is said of the whole.");
    expect(sayGap(node({ best: 31, sum_of_parts: 31, gap: 0, parts }))).toBe("The parts add to 31, which is the whole.");
    expect(sayGap(node({ sum_of_parts: 31, parts }))).toContain("No source gives the whole");
    expect(sayGap(node({ best: 3 }))).toBeNull();
    expect(largest(node({ best: 3, parts: [node({ high: 90 })] }))).toBe(90);
  });

  it("are bars that show where no upper bound is told", () => {
    expect(barOf({ low: 5, best: 10, high: 20 }, 20)).toEqual({ low: 0.25, best: 0.5, high: 1, open: false });
    expect(barOf({ low: 5, best: 5, high: null }, 20)).toEqual({ low: 0.25, best: 0.25, high: 0.25, open: true });
    expect(barOf({ low: null, best: null, high: null }, 0)).toEqual({ low: 0, best: null, high: 0, open: false });
  });

  it("are kept by policy, harm, group, place and days; undated ones only without days", () => {
    const rows = [toll("a"), toll("b", { time: null }), toll("c", { harm: "wounded", policy: "latest", group: { id: "g", name: "G" } })];
    const ids = (filter: Partial<TollFilter>, places: string[] | null = null): string[] => filterTolls(rows, { ...ALL, ...filter }, places ? new Set(places) : null).map((row) => row.id);
    expect(ids({})).toEqual(["a", "b", "c"]);
    expect(ids({ from: "2016-06-12" })).toEqual(["a", "c"]);
    expect(ids({ to: "2016-06-09" })).toEqual([]);
    expect(ids({ policy: "latest" })).toEqual(["c"]);
    expect(ids({ group: "~people" })).toEqual(["a", "b"]);
    expect(ids({}, ["q"])).toEqual([]);
  });

  it("are named by an account at any depth", () => {
    const tree = node({ parts: [node({ toll: "a", parts: [node({ toll: "b" })] })] });
    expect([...tollsIn(tree)]).toEqual(["a", "b"]);
  });

  it("sort by a column, what has no value last either way", () => {
    const rows = [toll("a", { low: null, best: null, high: null }), toll("b", { best: 7 }), toll("c", { best: 30 })];
    expect(sortTolls(rows, "best", true).map((row) => row.id)).toEqual(["c", "b", "a"]);
    expect(sortTolls(rows, "best", false).map((row) => row.id)).toEqual(["b", "c", "a"]);
  });
});
