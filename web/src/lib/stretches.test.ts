import { describe, expect, it } from "vitest";
import { saySpan, toDay } from "./days";
import { barIn, inOrder, lanesOf, reachOf, sayStretch, standingOn } from "./stretches";
import type { ControlRow } from "./types";

const place = (id: string) => ({ id, name: id, lon: null, lat: null, radius_km: null, precision: null });
const row = (id: string, change: Partial<ControlRow> = {}): ControlRow => ({
  id,
  place: place("own"),
  from: "2016-11-17",
  to: null,
  last_told: null,
  state: "held",
  holder: { id: "a", name: "Army" },
  share: null,
  basis: "claimed",
  independent: 1,
  confidence: 0.5,
  support: [],
  against: [],
  ...change,
});

describe("stretches of control", () => {
  it("stand in the order of their days, those without a day last", () => {
    const rows = [row("c", { from: null }), row("b"), row("a", { from: null, to: "2015-01-01" })];
    expect(inOrder(rows).map((one) => one.row.id)).toEqual(["a", "b", "c"]);
  });

  it("have a lane for each place and holder, the place itself first; what has no day has no bar", () => {
    const rows = [row("in", { place: place("district") }), row("one"), row("two", { from: "2017-01-01" }), row("none", { from: null })];
    expect(lanesOf(rows, "own").map((lane) => [lane.place, lane.stretches.map((one) => one.row.id)])).toEqual([
      ["own", ["one", "two"]],
      ["district", ["in"]],
    ]);
  });

  it("tell who holds the place itself on a day", () => {
    const rows = [row("in", { place: place("district") }), row("old", { from: "2014-01-01", to: "2014-12-31" }), row("now")];
    const ids = (day: string): string[] => standingOn(rows, "own", toDay(day) as number).map((one) => one.row.id);
    expect(ids("2014-05-01")).toEqual(["old"]);
    expect(ids("2015-05-01")).toEqual([]);
    expect(ids("2018-05-01")).toEqual(["now"]);
  });

  it("are bars within the view, and say where they go on", () => {
    const [one] = inOrder([row("x", { from: "1970-01-11", to: null })]);
    expect(one && barIn(one, [0, 19])).toEqual({ left: 0.5, width: 0.5, openLeft: false, openRight: true });
    const [two] = inOrder([row("x", { from: null, to: "1970-01-11" })]);
    expect(two && barIn(two, [0, 21])).toMatchObject({ left: 0, width: 0.5, openLeft: true, openRight: false });
    expect(reachOf([], [3, 4])).toEqual([3, 4]);
  });

  it("say open ends as such", () => {
    const say = (change: Partial<ControlRow>): string => inOrder([row("x", change)]).map((one) => sayStretch(one, saySpan))[0] ?? "";
    expect(say({})).toBe("from 17 November 2016; no end is told");
    expect(say({ last_told: "2017-01-05" })).toBe("from 17 November 2016; no end is told, last told of 5 January 2017");
    expect(say({ from: null, to: "2016-11-17" })).toBe("until 17 November 2016; no beginning is told");
    expect(say({ from: null })).toBe("day not known");
    expect(say({ to: "2016-11-17" })).toBe("17 November 2016");
  });
});
