import { describe, expect, it } from "vitest";
import { holds, keepClear, stepOf, touches, widened } from "./crowd";
import { record } from "./testing";

const places = (lon: number[]) => record({ places: { ...record().data.places, id: lon.map(String), name: lon.map(String), lon, lat: lon.map(() => 10) } });
const clear = (lon: number[], zoom: number, order = [...lon.keys()]) => keepClear(places(lon), order, () => 20, 20, zoom);

describe("a crowd of places", () => {
  it("keeps the first of those that would cover each other", () => {
    expect(clear([0, 0.1, 40], 3)).toEqual([0, 2]);
    expect(clear([0, 0.1, 40], 3, [1, 0, 2])).toEqual([1, 2]);
  });

  it("shows more of them as one zooms in, and none less", () => {
    const lon = Array.from({ length: 200 }, (_, at) => at / 10);
    const counts = [1, 3, 5, 7, 9, 11].map((zoom) => clear(lon, zoom).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts[0]).toBeLessThan(10);
    expect(counts.at(-1)).toBe(200);
  });

  it("keeps none within the room of another, wherever the cells of the grid end", () => {
    const lon = Array.from({ length: 500 }, (_, at) => (at * 0.618 * 60) % 60);
    const kept = clear(lon, 4).map((at) => ((lon[at] as number) / 360) * 512 * 2 ** 4);
    const sorted = kept.toSorted((a, b) => a - b);
    const gaps = sorted.slice(1).map((one, at) => one - (sorted[at] as number));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
    // Whatever was left out lies too near to one that was kept.
    const all = lon.map((one) => (one / 360) * 512 * 2 ** 4);
    expect(all.every((one) => kept.some((other) => Math.abs(one - other) < 40))).toBe(true);
  });

  it("changes by half steps of the zoom", () => {
    expect([stepOf(3.2), stepOf(3.49), stepOf(3.5)]).toEqual([3, 3, 3.5]);
  });

  it("is drawn half a screen beyond what is seen, also where the world begins anew", () => {
    const wide = widened([0, 0, 10, 10]);
    expect(wide).toEqual([-5, -5, 15, 15]);
    expect([holds(wide, [5, 5, 15, 15]), holds(wide, [6, 5, 16, 15])]).toEqual([true, false]);
    expect([touches([170, 0, 190, 10], -175, 5, 0), touches([170, 0, 190, 10], 100, 5, 0), touches([0, 0, 10, 10], 5, 11, 2)]).toEqual([true, false, true]);
  });
});
