import { describe, expect, it } from "vitest";
import { barOf, scaleOf, type Scale } from "./bars";

describe("bars", () => {
  const scale = scaleOf([10, null, 18], 110) as Scale;

  it("lie on a line with a day to spare at both ends", () => {
    expect([scale.first, scale.last]).toEqual([9, 19]);
    expect(barOf(scale, 10, 10)).toEqual({ x: 10, width: 10, openStart: false, openEnd: false });
    expect(barOf(scale, 18, 18)?.x).toBe(90);
  });

  it("reach the edge where they are open", () => {
    expect(barOf(scale, null, 12)).toEqual({ x: 0, width: 40, openStart: true, openEnd: false });
    expect(barOf(scale, 12, null)).toEqual({ x: 30, width: 80, openStart: false, openEnd: true });
  });

  it("can be seen however long the line is", () => {
    expect(barOf(scaleOf([0, 100_000], 100) as Scale, 5, 5)?.width).toBe(2);
  });

  it("are none without a day", () => {
    expect(scaleOf([null], 100)).toBeNull();
    expect(barOf(scale, null, null)).toBeNull();
  });
});
