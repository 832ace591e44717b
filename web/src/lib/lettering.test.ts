import { describe, expect, it } from "vitest";
import { breakLines, Room } from "./lettering";
import { between } from "./look";

const measure = (words: string): number => words.length;

describe("names", () => {
  it("are broken into lines of about one length, at spaces alone", () => {
    expect(breakLines("DEM. REP. CONGO", 7, measure)).toEqual(["DEM.", "REP.", "CONGO"]);
    expect(breakLines("UNITED ARAB EMIRATES", 12, measure)).toEqual(["UNITED ARAB", "EMIRATES"]);
    expect(breakLines("Benghazi", 3, measure)).toEqual(["Benghazi"]);
  });

  it("keep the breaks that stand in them", () => {
    expect(breakLines("Sirte\nسرت", 40, measure)).toEqual(["Sirte", "سرت"]);
    expect(breakLines("Black Sea\n1 event, not exact", 20, measure)).toEqual(["Black Sea", "1 event, not exact"]);
  });

  it("give way to those that were there before", () => {
    const room = new Room();
    expect(room.take([0, 0, 10, 10])).toBe(true);
    expect(room.take([5, 5, 15, 15])).toBe(false);
    expect(room.take([10, 0, 20, 10])).toBe(true);
    expect(room.take([5, 10, 15, 20])).toBe(true);
  });
});

describe("a size between stops", () => {
  const stops = [[0, 10], [2, 20], [4, 40]] as const;
  it("grows along them, and stays the same beyond", () => {
    expect([-1, 0, 1, 2, 3, 4, 9].map((at) => between(stops, at))).toEqual([10, 10, 15, 20, 30, 40, 40]);
  });
});
