import { describe, expect, it } from "vitest";
import { fitting } from "./look";
import { cameraFor, mercatorX, mercatorY, viewOf, type Fitting } from "./mercator";

const bare: Fitting = { padding: { top: 0, bottom: 0, left: 0, right: 0 }, maxZoom: 12 };

describe("a camera", () => {
  it("shows the whole of its bounds, inside of the room about them", () => {
    const bounds = [10, 20, 30, 35] as const;
    for (const [width, height] of [[900, 500], [390, 506]] as const) {
      const fit = fitting(width);
      const camera = cameraFor(bounds, width, height, fit);
      const [west, south, east, north] = viewOf(camera, width, height).bounds;
      const [wide, high] = [mercatorX(east) - mercatorX(west), mercatorY(south) - mercatorY(north)];
      const { left, right, top, bottom } = fit.padding;
      expect((mercatorX(10) - mercatorX(west)) / wide).toBeGreaterThanOrEqual(left / width - 1e-9);
      expect((mercatorX(east) - mercatorX(30)) / wide).toBeGreaterThanOrEqual(right / width - 1e-9);
      expect((mercatorY(35) - mercatorY(north)) / high).toBeGreaterThanOrEqual(top / height - 1e-9);
      expect((mercatorY(south) - mercatorY(20)) / high).toBeGreaterThanOrEqual(bottom / height - 1e-9);
    }
  });

  it("goes no closer than it may, and puts a point in the middle", () => {
    const camera = cameraFor([14, 32, 14, 32], 800, 400, { ...bare, maxZoom: 7 });
    expect(camera.zoom).toBe(7);
    expect(camera.lon).toBeCloseTo(14, 6);
    expect(camera.lat).toBeCloseTo(32, 6);
  });

  it("never shows what lies beyond the north or the south of the map", () => {
    const { bounds } = viewOf(cameraFor([-180, -85, 180, 85], 400, 2000, bare), 400, 2000);
    expect(bounds[1]).toBeGreaterThan(-85.06);
    expect(bounds[3]).toBeLessThan(85.06);
  });
});
