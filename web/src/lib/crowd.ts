/** Which places a map draws where their signs would cover each other: the busiest, and more of them as one zooms in. */
import { mercatorX, mercatorY, WORLD } from "./mercator";
import { oncePerRecord, type RecordColumns } from "./record";

/** What a map shows: its zoom, and its bounds as [west, south, east, north]. */
export interface View {
  zoom: number;
  bounds: readonly [number, number, number, number];
}

/** Up to so many places all are drawn, whatever they cover. */
const CROWD = 300;
/** What is drawn changes with each half step of the zoom, and not between. */
const STEPS = 2;

export const isCrowd = (places: number): boolean => places > CROWD;

export const stepOf = (zoom: number): number => Math.floor(zoom * STEPS) / STEPS;

/** The bounds with half a screen more on each side, so that a little way can be gone before something is missing. */
export function widened([west, south, east, north]: View["bounds"]): View["bounds"] {
  const [wide, high] = [(east - west) / 2, (north - south) / 2];
  return [west - wide, south - high, east + wide, north + high];
}

export function holds(outer: View["bounds"], inner: View["bounds"]): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** Tell whether a circle, in degrees, touches bounds; these may run past 180 degrees either way. */
export function touches([west, south, east, north]: View["bounds"], lon: number, lat: number, degrees: number): boolean {
  if (lat + degrees < south || lat - degrees > north) return false;
  const wide = degrees / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  return [lon, lon - 360, lon + 360].some((one) => one + wide >= west && one - wide <= east);
}

interface Spots {
  x: Float64Array;
  y: Float64Array;
}

/** Where places lie on the map of the whole world, from 0 to 1. */
const spotsOf = oncePerRecord((record): Spots => {
  const { lon, lat } = record.data.places;
  return { x: Float64Array.from(lon, (one) => mercatorX(one ?? 0)), y: Float64Array.from(lat, (one) => mercatorY(one ?? 0)) };
});

/**
 * Return the places that keep clear of all kept before them.
 *
 * `order` has the most important first; `room` gives the pixels about a place that are its own, at most `most`.
 */
export function keepClear(record: RecordColumns, order: readonly number[], room: (place: number) => number, most: number, zoom: number): number[] {
  const { x, y } = spotsOf(record);
  const scale = WORLD * 2 ** zoom;
  const cell = 2 * most;
  const across = Math.ceil(scale / cell) + 3;
  const cells = new Map<number, number[]>();
  const near = (place: number, at: number): boolean => {
    for (const other of cells.get(at) ?? []) {
      const [dx, dy] = [(x[place] as number) - (x[other] as number), (y[place] as number) - (y[other] as number)];
      if (Math.hypot(dx, dy) * scale < room(place) + room(other)) return true;
    }
    return false;
  };
  return order.filter((place) => {
    const home = Math.floor(((y[place] as number) * scale) / cell) * across + Math.floor(((x[place] as number) * scale) / cell);
    for (const row of [-across, 0, across]) {
      if (near(place, home + row - 1) || near(place, home + row) || near(place, home + row + 1)) return false;
    }
    const mates = cells.get(home);
    if (mates) mates.push(place);
    else cells.set(home, [place]);
    return true;
  });
}
