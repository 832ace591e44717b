import { describe, expect, it } from "vitest";
import { inView, moved, scrollTo } from "./virtual";

describe("a long list", () => {
  it("draws what is in view and a few rows around it", () => {
    expect(inView(0, 300, 30, 100_000, 5)).toEqual({ first: 0, end: 15 });
    expect(inView(30_000, 300, 30, 100_000, 5)).toEqual({ first: 995, end: 1015 });
  });

  it("draws nothing beyond its end, even when it became shorter than it was scrolled", () => {
    expect(inView(30_000, 300, 30, 7, 5)).toEqual({ first: 7, end: 7 });
    expect(inView(0, 300, 30, 0)).toEqual({ first: 0, end: 0 });
  });

  it("scrolls no further than needed to show a row", () => {
    expect([scrollTo(3, 60, 300, 30), scrollTo(1, 60, 300, 30), scrollTo(20, 60, 300, 30)]).toEqual([60, 30, 330]);
  });

  it("moves by keys and stays within its rows", () => {
    expect([moved("ArrowDown", 6, 7, 5), moved("ArrowUp", 0, 7, 5), moved("End", 0, 7, 5), moved("PageUp", 6, 7, 5), moved("x", 1, 7, 5)]).toEqual([6, 0, 6, 1, null]);
    expect(moved("ArrowDown", -1, 0, 5)).toBeNull();
  });
});
