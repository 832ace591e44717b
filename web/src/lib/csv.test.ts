import { describe, expect, it } from "vitest";
import { toCsv, writeCell } from "./csv";
import { RecordColumns } from "./record";
import { makeOverview } from "./samples";

describe("events as CSV", () => {
  const record = new RecordColumns(makeOverview([{ from: 17122, to: 17122, place: 0, killed: 4, killed_low: 3, actors: [0, 1], review: 1 }, { from: null, to: null }]));
  const lines = toCsv(record, Int32Array.from([1, 0]), "Claims by sources").trimEnd().split("\r\n");

  it("has a line per row in the order shown, each with its review state and its build", () => {
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe("evt-1,armed_clash,,,day,,,,,,,,,,,,1,1,1,single,unreviewed,digest-of-the-build,Claims by sources");
    expect(lines[2]).toBe(
      "evt-0,armed_clash,2016-11-17,2016-11-17,day,A; B,,Zliten,zliten,14.5,32.4,3,1,3,4,,1,1,1,single,accepted,digest-of-the-build,Claims by sources",
    );
  });

  it("has as many cells in each line as in its head", () => {
    expect(new Set(lines.map((line) => line.split(",").length)).size).toBe(1);
  });

  it("keeps commas and quotes in their cell, and runs no formula", () => {
    expect([writeCell('a "b", c'), writeCell("=HYPERLINK(1)"), writeCell("-1"), writeCell(-1), writeCell(null)]).toEqual(['"a ""b"", c"', "'=HYPERLINK(1)", "'-1", "-1", ""]);
  });
});
