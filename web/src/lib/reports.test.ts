import { describe, expect, it } from "vitest";
import { findReports, hasWords } from "./reports";
import type { ReportRow } from "./types";

const report = (id: string, title: string | null, earliest: string | null, claims = 0): ReportRow => ({
  id,
  uri: `${id}.html`,
  title,
  outlet: null,
  agency: null,
  language: "en",
  published: { earliest, latest: earliest, how: "given" },
  copy_of: null,
  claims,
});
const reports = [report("a", "Bombardement à Sirte", "2016-05-01", 2), report("b", null, null, 9), report("c", "Fighting in Derna", "2017-01-01")];
const ids = (found: ReportRow[]) => found.map((one) => one.id);

describe("the list of reports", () => {
  it("is in the order asked for, unknown days last in either direction", () => {
    expect(ids(findReports(reports, "", "newest"))).toEqual(["c", "a", "b"]);
    expect(ids(findReports(reports, "", "oldest"))).toEqual(["a", "c", "b"]);
    expect(ids(findReports(reports, "", "claims"))).toEqual(["b", "a", "c"]);
    expect(ids(findReports(reports, "", "title"))).toEqual(["b", "a", "c"]);
  });

  it("is found by words without accents and case, in any order", () => {
    expect(ids(findReports(reports, "sirte a", "newest"))).toEqual(["a"]);
    expect(ids(findReports(reports, "B.HTML", "newest"))).toEqual(["b"]);
    expect(hasWords([null], "x")).toBe(false);
  });
});
