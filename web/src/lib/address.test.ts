import { describe, expect, it } from "vitest";
import { FIRST, readQuery, writeQuery, type Shown } from "./address";

describe("the URL", () => {
  it("is empty for what is shown first", () => {
    expect(writeQuery(FIRST)).toBe("");
    expect(readQuery("")).toEqual(FIRST);
  });

  it("holds all that is shown", () => {
    const shown: Shown = {
      ...FIRST,
      view: "report",
      from: 17000,
      to: 17100,
      at: 17050,
      types: ["air_strike", "siege"],
      actors: ["LNA", "~a group, of two"],
      q: "hospital & school",
      report: "rep-abc",
      span: [3, 90],
    };
    expect(readQuery(writeQuery(shown))).toEqual(shown);
  });

  it("drops what makes no sense", () => {
    expect(readQuery("?view=secrets&from=yesterday&span=x-9")).toEqual(FIRST);
  });
});
