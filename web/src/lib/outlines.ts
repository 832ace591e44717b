/** Land, borders and names of countries, as GeoJSON made of a map of the world in TopoJSON. */
import { mercatorX, mercatorY } from "./mercator";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Feature, FeatureCollection, MultiLineString, Point, Polygon, Position } from "geojson";

export type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface Land {
  land: FeatureCollection;
  coast: Feature<MultiLineString>;
  borders: Feature<MultiLineString>;
  names: FeatureCollection<Point, { name: string; size: number }>;
}

/** Return what is drawn of a map of the world. */
export function outline(world: World): Land {
  const countries = feature(world, world.objects.countries);
  return {
    // Countries and not the land as one: its ring about whole continents closes over narrow straits when simplified.
    land: countries,
    coast: { type: "Feature", properties: {}, geometry: mesh(world, world.objects.countries, (a, b) => a === b) },
    borders: { type: "Feature", properties: {}, geometry: mesh(world, world.objects.countries, (a, b) => a !== b) },
    names: { type: "FeatureCollection", features: countries.features.flatMap(nameOf) },
  };
}

/** Lines of points, one after the other: x and y from 0 to 1 on the map of the world, and where each line begins. */
export interface Lines {
  points: Float32Array<ArrayBuffer>;
  starts: Uint32Array<ArrayBuffer>;
}

/** The same as plain numbers, for a picture that is there before the live map. */
export interface Shapes {
  land: Lines;
  coast: Lines;
  borders: Lines;
  names: { name: string; size: number; lon: number; lat: number }[];
}

export function shapesOf({ land, coast, borders, names }: Land): Shapes {
  const rings = land.features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : []));
  return {
    land: linesOf(rings),
    coast: linesOf(coast.geometry.coordinates),
    borders: linesOf(borders.geometry.coordinates),
    names: names.features.map(({ properties: { name, size }, geometry }) => ({ name, size, lon: geometry.coordinates[0] ?? 0, lat: geometry.coordinates[1] ?? 0 })),
  };
}

function linesOf(lines: readonly Position[][]): Lines {
  const points = new Float32Array(2 * lines.reduce((sum, line) => sum + line.length, 0));
  const starts = new Uint32Array(lines.length + 1);
  let at = 0;
  lines.forEach((line, number) => {
    for (const [lon, lat] of line) {
      points[at++] = mercatorX(lon as number);
      points[at++] = mercatorY(lat as number);
    }
    starts[number + 1] = at / 2;
  });
  return { points, starts };
}

/** Write it as JSON; its coordinates get four decimals, which are 11 metres. */
export function writeJson(shape: Land[keyof Land]): string {
  // Before it is written and not while: a function that is asked for each number takes ten times as long.
  for (const one of shape.type === "FeatureCollection" ? shape.features : [shape]) {
    if (one.geometry.type !== "GeometryCollection") roundOff(one.geometry.coordinates);
  }
  return JSON.stringify(shape);
}

type Nested = number[] | Nested[];

function roundOff(list: Nested): void {
  for (let at = 0; at < list.length; at++) {
    const one = list[at] as number | Nested;
    if (typeof one === "number") (list as number[])[at] = Math.round(one * 1e4) / 1e4;
    else roundOff(one);
  }
}

/** Put a country's name in the middle of its largest piece. */
function nameOf(country: Feature): Feature<Point, { name: string; size: number }>[] {
  const shape = country.geometry;
  const pieces = shape.type === "Polygon" ? [shape.coordinates] : shape.type === "MultiPolygon" ? shape.coordinates : [];
  let best: { size: number; at: Position } | null = null;
  for (const piece of pieces) {
    const middle = centre(piece);
    if (!best || middle.size > best.size) best = middle;
  }
  const name = String((country.properties as { name?: string } | null)?.name ?? "");
  if (!best || !name) return [];
  return [{ type: "Feature", properties: { name, size: best.size }, geometry: { type: "Point", coordinates: best.at } }];
}

function centre(piece: Polygon["coordinates"]): { size: number; at: Position } {
  const ring = piece[0] ?? [];
  let [area, x, y] = [0, 0, 0];
  for (let at = 0; at + 1 < ring.length; at++) {
    const [x0, y0] = ring[at] as [number, number];
    const [x1, y1] = ring[at + 1] as [number, number];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return area === 0 ? { size: 0, at: ring[0] ?? [0, 0] } : { size: Math.abs(area / 2), at: [x / (3 * area), y / (3 * area)] };
}
