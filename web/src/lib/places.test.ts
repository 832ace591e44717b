import { describe, expect, it } from "vitest";
import { boundsOf, circle, coreRows, isRough, mainFamily, mixOf, PIECES, sayPrecision } from "./places";
import { record } from "./testing";

const sums = (...families: number[]) => ({ count: Int32Array.of(families.reduce((a, b) => a + b)), families: Int32Array.from(families) });

describe("places", () => {
  it("are areas where they are known by district or wider, or by a wide circle", () => {
    expect([isRough(1, 5), isRough(2, 26), isRough(3, 1), isRough(null, null)]).toEqual([false, true, true, false]);
  });

  it("have circles that close and keep their distance", () => {
    const ring = circle(20, 30, 100, 36);
    expect(ring[0]).toEqual(ring.at(-1));
    const north = Math.max(...ring.map(([, lat]) => lat));
    expect(((north - 30) * Math.PI * 6371) / 180).toBeCloseTo(100, 0);
  });

  it("keep a circle whole that crosses the edge of the map", () => {
    const longitudes = circle(179, 0, 500).map(([lon]) => lon);
    expect(Math.max(...longitudes)).toBeGreaterThan(180);
    expect(Math.min(...longitudes)).toBeGreaterThan(170);
  });

  it("show each family that is there, in twelfths", () => {
    expect(mixOf(sums(1, 1, 1, 1, 1), 0).reduce((a, b) => a + b)).toBe(PIECES);
    expect(mixOf(sums(1000, 1, 0, 0, 0), 0)).toEqual([11, 1, 0, 0, 0]);
    expect(mixOf(sums(6, 0, 0, 6, 0), 0)).toEqual([6, 0, 0, 6, 0]);
    expect(mainFamily(sums(1, 0, 3, 0, 0), 0)).toBe(2);
    expect(mainFamily(sums(0, 0, 0, 0, 0), 0)).toBe(-1);
  });

  it("bound a map by points first: a wide area does not widen it", () => {
    const { places } = record().data;
    expect(coreRows(places, [1, 1, 5])).toEqual([0, 1]);
    const [west, south, east, north] = boundsOf(places, [0, 1]) ?? [0, 0, 0, 0];
    expect([west < 10, south < 30, east > 20, north > 32]).toEqual([true, true, true, true]);
    expect(boundsOf(places, [])).toBeNull();
  });

  it("leave a far outlier outside of the first view", () => {
    const n = 101;
    const places = { ...record().data.places, id: Array.from({ length: n }, (_, at) => `${at}`), lon: Array.from({ length: n }, (_, at) => (at === 100 ? -100 : at / 100)), lat: new Array<number>(n).fill(3), precision: new Array<number>(n).fill(1), radius_km: new Array<number>(n).fill(1) };
    expect(coreRows(places, new Array<number>(n).fill(1))).not.toContain(100);
  });

  it("say their precision in words", () => {
    expect(sayPrecision(4, 80)).toBe("somewhere in this province, within 80 km");
    expect(sayPrecision(1, 0.5)).toBe("the exact place, within 500 m");
    expect(sayPrecision(null, null)).toBe("precision unknown");
  });
});
