/** Events that may be the same happening as another: near it in place and days. */
import { distance, type Point } from "./geo";
import { UNKNOWN, type RecordColumns } from "./record";

export interface Neighbour {
  id: string;
  row: number;
  /** Days between the two; 0 where their days meet, null where either has none. */
  days: number | null;
  /** Kilometres between the two places beyond what both leave open; null where either has none. */
  km: number | null;
}

/** Days and kilometres beyond which nothing is proposed; `sijil decide same` can still join what lies farther apart. */
const DAYS = 7;
const KM = 60;
/** A place as wide as this counts as one step farther away: a province meets everything within it. */
const WIDE = 100;

/** Return the events near one, the nearest first; those without a day or a place of their own are no neighbours. */
export function neighbours(record: RecordColumns, id: string, most = 20): Neighbour[] {
  const own = record.at(id);
  if (own < 0) return [];
  const found: (Neighbour & { far: number })[] = [];
  for (let row = 0; row < record.size; row++) {
    if (row === own) continue;
    const days = daysBetween(record, own, row);
    if (days !== null && days > DAYS) continue;
    const km = kmBetween(record, own, row);
    if ((km !== null && km > KM) || (km === null && days === null)) continue;
    const sameType = record.type[row] === record.type[own];
    const far = (days ?? DAYS) / DAYS + (km ?? KM) / KM + (sameType ? 0 : 0.5) + width(record, row) / WIDE;
    found.push({ id: record.data.events.id[row] as string, row, days, km, far });
  }
  found.sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1));
  return found.slice(0, most).map(({ far: _, ...neighbour }) => neighbour);
}

function daysBetween(record: RecordColumns, a: number, b: number): number | null {
  const [from, to] = bounds(record, a);
  const [first, last] = bounds(record, b);
  if (from === UNKNOWN || first === UNKNOWN) return null;
  return Math.max(0, first - to, from - last);
}

/** The first and last day of an event; where one is not known the other stands for both. */
function bounds(record: RecordColumns, row: number): [number, number] {
  const from = record.from[row] as number;
  const to = record.to[row] as number;
  return [from === UNKNOWN ? to : from, to === UNKNOWN ? from : to];
}

function kmBetween(record: RecordColumns, a: number, b: number): number | null {
  const [one, other] = [record.place[a] as number, record.place[b] as number];
  if (one < 0 || other < 0) return null;
  if (one === other) return 0;
  const [here, there] = [pointOf(record, one), pointOf(record, other)];
  const apart = distance(here, there);
  return apart === null ? null : Math.max(0, apart - (here.radius_km ?? 0) - (there.radius_km ?? 0));
}

function pointOf(record: RecordColumns, place: number): Point {
  const { lon, lat, radius_km } = record.data.places;
  return { lon: lon[place] ?? null, lat: lat[place] ?? null, radius_km: radius_km[place] ?? null };
}

function width(record: RecordColumns, row: number): number {
  return record.data.places.radius_km[record.place[row] as number] ?? 0;
}
