import { describe, expect, it } from "vitest";
import { toDay, toIso } from "./days";
import { boundDays, nextDay } from "./play";

describe("the player of time", () => {
  it("lets through all days, those up to the cursor, or a window that moves", () => {
    expect(boundDays(5, 50, 20, null)).toEqual({ from: 5, to: 50 });
    expect(boundDays(5, 50, 20, 0)).toEqual({ from: 5, to: 20 });
    expect(boundDays(null, null, 20, 7)).toEqual({ from: 14, to: 20 });
    expect(boundDays(18, 19, 20, 7)).toEqual({ from: 18, to: 19 });
  });

  it("steps by days and by months of the calendar, and ends with the last day", () => {
    const day = (iso: string): number => toDay(iso) as number;
    expect(nextDay(10, 7, [0, 100])).toBe(17);
    expect(nextDay(98, 7, [0, 100])).toBe(100);
    expect(nextDay(100, 7, [0, 100])).toBeNull();
    expect(toIso(nextDay(day("2016-01-31"), 30, [0, 99999]) as number)).toBe("2016-02-29");
  });
});
