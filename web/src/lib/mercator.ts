/** The projection of the map, and which part of the world a map of some size opens on. */
import type { View } from "./crowd";

/** Pixels that the whole world is wide at zoom 0. */
export const WORLD = 512;
const MOST = 85.051129;
const TURN = Math.PI / 180;

export interface Camera {
  lon: number;
  lat: number;
  zoom: number;
}

/** Room about what is shown, in pixels, and how close the map may go. */
export interface Fitting {
  padding: { top: number; bottom: number; left: number; right: number };
  maxZoom: number;
}

/** Where a longitude lies on the map of the whole world, from 0 to 1. */
export const mercatorX = (lon: number): number => (lon + 180) / 360;

/** Where a latitude lies, from 0 in the north to 1; beyond 85 degrees there is no map. */
export function mercatorY(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (Math.max(-MOST, Math.min(MOST, lat)) * TURN) / 2)) / (2 * Math.PI);
}

const lonOf = (x: number): number => x * 360 - 180;
const latOf = (y: number): number => Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) / TURN;

/** Return the camera that shows bounds, as [west, south, east, north], in a map of some pixels; without bounds it shows the world. */
export function cameraFor(bounds: View["bounds"] | null, width: number, height: number, { padding, maxZoom }: Fitting): Camera {
  if (!bounds) return kept({ lon: 20, lat: 25, zoom: 1.5 }, height);
  const [west, south, east, north] = bounds;
  const [left, right, top, bottom] = [mercatorX(west), mercatorX(east), mercatorY(north), mercatorY(south)];
  const across = Math.max(1, width - padding.left - padding.right) / Math.max(1e-9, right - left);
  const down = Math.max(1, height - padding.top - padding.bottom) / Math.max(1e-9, bottom - top);
  const zoom = Math.min(Math.log2(Math.min(across, down) / WORLD), maxZoom);
  const scale = WORLD * 2 ** zoom;
  const x = (left + right) / 2 - (padding.left - padding.right) / 2 / scale;
  const y = (top + bottom) / 2 - (padding.top - padding.bottom) / 2 / scale;
  return kept({ lon: lonOf(x), lat: latOf(y), zoom }, height);
}

/** A map is never higher than the world, and shows nothing beyond its edges in the north and south. */
function kept({ lon, lat, zoom }: Camera, height: number): Camera {
  const close = Math.max(zoom, Math.log2(height / WORLD), 0);
  const half = height / 2 / (WORLD * 2 ** close);
  return { lon, lat: latOf(Math.max(half, Math.min(1 - half, mercatorY(lat)))), zoom: close };
}

/** Return what a camera shows in a map of some pixels. */
export function viewOf({ lon, lat, zoom }: Camera, width: number, height: number): View {
  const scale = WORLD * 2 ** zoom;
  const [x, y, wide, high] = [mercatorX(lon), mercatorY(lat), width / 2 / scale, height / 2 / scale];
  return { zoom, bounds: [lonOf(x - wide), latOf(y + high), lonOf(x + wide), latOf(y - high)] };
}
