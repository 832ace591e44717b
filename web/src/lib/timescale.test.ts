import { describe, expect, it } from "vitest";
import { toDay } from "./days";
import { UNKNOWN } from "./record";
import { binStart, binWidth, coreReach, layBars, moveBrush, pan, stackPaths, tallest, ticks, toDayAt, toX, zoom, type Reach } from "./timescale";

const day = (iso: string): number => toDay(iso) as number;

describe("the scale of time", () => {
  it("turns days into pixels and back", () => {
    const view: Reach = [100, 199];
    for (const one of [100, 131, 199]) expect(toDayAt(toX(one, view, 750) + 1, view, 750)).toBe(one);
    expect(toDayAt(-50, view, 750)).toBeLessThanOrEqual(100);
    expect(toDayAt(9999, view, 750)).toBe(199);
  });

  it("has bins that do not move with the view, weeks from Monday", () => {
    expect(binWidth([0, 99], 100)).toBe(1);
    expect(binWidth([0, 3650], 180)).toBe(28);
    const start = binStart(day("2016-11-17"), 7);
    expect(new Date(start * 86_400_000).getUTCDay()).toBe(1);
    expect(binStart(start + 6, 7)).toBe(start);
  });

  it("labels days, months or years, never more than fit", () => {
    expect(ticks([day("2016-11-14"), day("2016-11-17")], 10).map((tick) => tick.label)).toEqual(["14 Nov 2016", "15 Nov", "16 Nov", "17 Nov"]);
    expect(ticks([day("2016-10-15"), day("2017-03-15")], 8).map((tick) => tick.label)).toEqual(["Nov 2016", "Dec", "2017", "Feb", "Mar"]);
    expect(ticks([day("2011-02-01"), day("2022-03-15")], 8).map((tick) => tick.label)).toEqual(["2012", "2014", "2016", "2018", "2020", "2022"]);
    for (const years of [1, 7, 30, 90, 400]) expect(ticks([0, years * 365], 8).length).toBeLessThanOrEqual(9);
  });

  it("zooms about a day, within the whole and not under a week", () => {
    const whole: Reach = [0, 999];
    expect(zoom([0, 999], 500, 0.5, whole)).toEqual([250, 749]);
    expect(zoom([250, 749], 500, 9, whole)).toEqual(whole);
    const [first, last] = zoom([500, 510], 505, 0.1, whole);
    expect(last + 1 - first).toBe(7);
    expect(pan([0, 99], -20, whole)).toEqual([0, 99]);
    expect(pan([0, 99], 2000, whole)).toEqual([900, 999]);
  });

  it("opens on where most of the events are", () => {
    const days = Int32Array.from({ length: 100 }, (_, at) => (at === 0 ? -20000 : 17000 + at));
    const [first] = coreReach(days, UNKNOWN, [-20000, 17200]);
    expect(first).toBeGreaterThan(16900);
    expect(coreReach(Int32Array.of(1, 50, 99), UNKNOWN, [0, 100])).toEqual([0, 100]);
    expect(coreReach(Int32Array.of(UNKNOWN), UNKNOWN, [0, 100])).toEqual([0, 100]);
  });

  it("keeps a brush's edges in order and within the whole", () => {
    expect(moveBrush([10, 20], "first", 50, [0, 100])).toEqual([20, 20]);
    expect(moveBrush([10, 20], "last", -50, [0, 100])).toEqual([10, 10]);
    expect(moveBrush([10, 20], "whole", 500, [0, 100])).toEqual([90, 100]);
    expect(moveBrush([10, 20], "last", 500, [0, 100])).toEqual([10, 100]);
  });

  it("stacks families and finds the highest bin", () => {
    const counts = Int32Array.of(1, 2, 0, 0, 0, 5);
    expect(tallest(counts, 2)).toBe(5);
    const paths = stackPaths(counts, 2, (bin) => bin * 10, (count) => 100 - count);
    expect(paths[0]).toBe("M0.0 100.0V99.0H9.4V100.0Z");
    expect(paths[1]).toBe("M0.0 99.0V97.0H9.4V99.0ZM20.0 100.0V95.0H29.4V100.0Z");
  });

  it("lays intervals so that none covers another", () => {
    const from = Int32Array.of(0, 5, 11, UNKNOWN, UNKNOWN);
    const to = Int32Array.of(10, 6, 12, 3, UNKNOWN);
    const { bars, lanes } = layBars([0, 1, 2, 3, 4], from, to, UNKNOWN, [0, 20], 0);
    expect(bars.map((bar) => bar.row)).toEqual([0, 3, 1, 2]);
    expect(lanes).toBe(2);
    for (const one of bars) for (const two of bars) if (one !== two && one.lane === two.lane) expect(one.to < two.from || two.to < one.from).toBe(true);
    expect(bars.find((bar) => bar.row === 3)?.rough).toBe(true);
  });
});
