/** Distances on the ground, for telling whether two places can be the same. */

const EARTH_KM = 6371;

export interface Point {
  lon: number | null;
  lat: number | null;
  radius_km: number | null;
}

/** Kilometres between two points (great circle); null where one has no point. */
export function distance(a: Point, b: Point): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null;
  const turn = Math.PI / 180;
  const north = Math.sin(((b.lat - a.lat) * turn) / 2) ** 2;
  const east = Math.cos(a.lat * turn) * Math.cos(b.lat * turn) * Math.sin(((b.lon - a.lon) * turn) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(north + east)));
}

const PRECISIONS: Record<number, string> = {
  1: "at this place",
  2: "near this place",
  3: "somewhere in this district",
  4: "somewhere in this province",
  5: "somewhere along or in this area",
  6: "somewhere in this country",
  7: "at sea or in the air",
};

/** Say how precisely a place is known (the scale of UCDP, 1 to 7), with the radius in kilometres. */
export function sayPrecision(precision: number | null, radius: number | null): string {
  const words = precision === null ? "place not found in a gazetteer" : (PRECISIONS[precision] ?? "precision unknown");
  return radius === null ? words : `${words}, within ${radius < 10 ? Math.round(radius * 10) / 10 : Math.round(radius)} km`;
}
