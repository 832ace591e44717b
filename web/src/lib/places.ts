/** Places as the map and its table need them. */
import { FAMILIES } from "./kinds";
import type { PlaceSums } from "./record";
import type { Overview } from "./types";

type Places = Overview["places"];

const PRECISION: Record<number, string> = {
  1: "the exact place",
  2: "near this place",
  3: "somewhere in this district",
  4: "somewhere in this province",
  5: "along this road or river, or in this area",
  6: "somewhere in this country",
  7: "at sea or in the air",
};

/** Say a precision of the UCDP scale in words, with the radius. */
export function sayPrecision(precision: number | null, radius: number | null): string {
  const words = precision === null ? "precision unknown" : (PRECISION[precision] ?? `precision ${precision}`);
  return radius ? `${words}, within ${sayKilometres(radius)}` : words;
}

export function sayKilometres(radius: number): string {
  if (radius < 1) return `${Math.round(radius * 1000)} m`;
  return `${radius < 10 ? Math.round(radius * 10) / 10 : Math.round(radius)} km`;
}

/** A circle wider than this is drawn as an area, without a point. */
const POINT_KM = 15;

/** Tell whether a place is known too roughly to be drawn as a point. */
export function isRough(precision: number | null, radius: number | null): boolean {
  return (precision !== null && precision >= 3) || (radius !== null && radius > POINT_KM);
}

const EARTH_KM = 6371;

/** Return the ring of a circle on the globe as [lon, lat] pairs, closed; longitudes may run past 180 so that it stays whole. */
export function circle(lon: number, lat: number, radius: number, points = 72): [number, number][] {
  const angle = radius / EARTH_KM;
  const phi = (lat * Math.PI) / 180;
  const ring: [number, number][] = [];
  for (let at = 0; at <= points; at++) {
    const bearing = (at % points) * ((2 * Math.PI) / points);
    const sine = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
    const latitude = Math.asin(Math.max(-1, Math.min(1, sine)));
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * sine);
    ring.push([lon + (east * 180) / Math.PI, (latitude * 180) / Math.PI]);
  }
  return ring;
}

/** Return the bounds [west, south, east, north] of places with their circles; null where none has a point. */
export function boundsOf(places: Places, rows: Iterable<number>): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    const lon = places.lon[row];
    const lat = places.lat[row];
    if (lon == null || lat == null) continue;
    const high = ((places.radius_km[row] ?? 0) / EARTH_KM) * (180 / Math.PI);
    const wide = Math.min(90, high / Math.max(0.1, Math.cos((lat * Math.PI) / 180)));
    west = Math.min(west, lon - wide);
    east = Math.max(east, lon + wide);
    south = Math.min(south, Math.max(-85, lat - high));
    north = Math.max(north, Math.min(85, lat + high));
  }
  return west < Infinity ? [Math.max(-180, west), south, Math.min(180, east), north] : null;
}

/** The rows that a map opens on: the places that hold most of what is known precisely, without far outliers. */
export function coreRows(places: Places, counts: ArrayLike<number>): number[] {
  const known: number[] = [];
  for (let row = 0; row < places.id.length; row++) {
    if (counts[row] && places.lon[row] != null && places.lat[row] != null) known.push(row);
  }
  const precise = known.filter((row) => !isRough(places.precision[row] ?? null, places.radius_km[row] ?? null));
  const used = precise.length ? precise : known;
  const west = quantiles(used.map((row) => [places.lon[row] as number, counts[row] as number]));
  const south = quantiles(used.map((row) => [places.lat[row] as number, counts[row] as number]));
  return used.filter((row) => inside(places.lon[row] as number, west) && inside(places.lat[row] as number, south));
}

/** Return the values below and above which 2% of the weight lies. */
function quantiles(weighted: [number, number][]): [number, number] {
  weighted.sort((a, b) => a[0] - b[0]);
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let [sum, low, high] = [0, weighted[0]?.[0] ?? 0, weighted.at(-1)?.[0] ?? 0];
  for (const [value, weight] of weighted) {
    if (sum <= total * 0.02) low = value;
    if (sum < total * 0.98) high = value;
    sum += weight;
  }
  return [low, high];
}

const inside = (value: number, [low, high]: [number, number]): boolean => low <= value && value <= high;

/** Into how many pieces a ring is cut. */
export const PIECES = 12;

/** The mix of families at a place in twelfths, for a ring: each family that is there has at least one, the rest go to the largest remainders. */
export function mixOf(sums: PlaceSums, place: number): number[] {
  const counts = FAMILIES.map((_, at) => sums.families[place * FAMILIES.length + at] ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!total) return counts;
  const exact = counts.map((count) => (count * PIECES) / total);
  const parts = exact.map((part, at) => (counts[at] ? Math.max(1, Math.floor(part)) : 0));
  const left = (): number => PIECES - parts.reduce((sum, part) => sum + part, 0);
  const most = (weigh: (at: number) => number): number => parts.reduce((best, _, at) => (weigh(at) > weigh(best) ? at : best), 0);
  while (left() > 0) {
    const at = most((one) => (exact[one] as number) - (parts[one] as number));
    parts[at] = (parts[at] as number) + 1;
  }
  while (left() < 0) {
    const at = most((one) => parts[one] as number);
    parts[at] = (parts[at] as number) - 1;
  }
  return parts;
}

/** The most frequent family at a place, as an index; -1 where there is no event. */
export function mainFamily(sums: PlaceSums, place: number): number {
  let best = -1;
  for (let at = 0; at < FAMILIES.length; at++) {
    const count = sums.families[place * FAMILIES.length + at] ?? 0;
    if (count > 0 && (best < 0 || count > (sums.families[place * FAMILIES.length + best] as number))) best = at;
  }
  return best;
}
