import { describe, expect, it } from "vitest";
import { barOf, binsFor, edgeOf, reachOf, rowsOf, sayBin, sayHeld } from "./actors";
import { toDay } from "./days";
import { RecordColumns } from "./record";
import { makeOverview } from "./samples";

const day = (iso: string) => toDay(iso) as number;

describe("an actor's events", () => {
  const record = new RecordColumns(makeOverview([{ actors: [0], targets: [1] }, { actors: [1] }, { targets: [0] }]));
  const rows = (part: "any" | "actor" | "target") => [...rowsOf(record, ["evt-0", "evt-2", "gone"], "a", part)];

  it("are told apart by the part it plays; events that the record no longer has are left out", () => {
    expect([rows("any"), rows("actor"), rows("target")]).toEqual([[0, 2], [0], [2]]);
  });
});

describe("bins", () => {
  it("hold all days and are not more than asked for", () => {
    for (const days of [1, 59, 60, 61, 400, 9000, 100_000]) {
      const bins = binsFor(100, 100 + days - 1);
      expect(bins.count).toBeLessThanOrEqual(60);
      expect(bins.count * bins.width).toBeGreaterThanOrEqual(days);
    }
  });

  it("are said as days", () => {
    expect(sayBin({ first: day("2016-11-01"), width: 7, count: 2 }, 1)).toBe("8–14 Nov 2016");
  });
});

describe("bars", () => {
  const reach: [number, number] = [day("2016-01-01"), day("2016-12-31")];

  it("reach the edge where an end is open, and say so", () => {
    expect(barOf(null, null, reach)).toEqual({ start: 0, width: 100, openStart: true, openEnd: true });
    const half = barOf("2016-07-02", null, reach);
    expect([Math.round(half.start), Math.round(half.width), half.openStart]).toEqual([50, 50, false]);
  });

  it("know the months and years of a register", () => {
    expect([edgeOf("2016", "first"), edgeOf("2016", "last"), edgeOf("2016-02", "last"), edgeOf("2016-02-03", "last"), edgeOf("soon", "last")]).toEqual([
      day("2016-01-01"),
      day("2016-12-31"),
      day("2016-02-29"),
      day("2016-02-03"),
      null,
    ]);
    expect([sayHeld("2014-05", null), sayHeld(null, null)]).toEqual(["from 1 May 2014", "no day given"]);
  });

  it("stay within the days drawn", () => {
    expect(barOf("2011-01-01", "2020-01-01", reach)).toMatchObject({ start: 0, width: 100 });
  });

  it("are drawn over the events' days and their own", () => {
    expect(reachOf(reach, [{ from: "2014-05-01", until: null }])).toEqual([day("2014-05-01"), reach[1]]);
    expect(reachOf([0, 0], [])).toEqual([0, 0]);
  });
});
