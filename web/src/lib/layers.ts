/** What the record adds to the map: events by kind at their place, control at the cursor, and how both are drawn. */
import type * as gl from "maplibre-gl";
import { addSource, FONTS } from "./atlas";
import type { Holding } from "./control";
import { letterOf } from "./control";
import { isCrowd, keepClear, stepOf, touches, widened, type View } from "./crowd";
import { familyColour, holderColour, type Palette } from "./palette";
import { circle, isRough, mainFamily, mixOf } from "./places";
import { oncePerRecord, type PlaceSums, type RecordColumns } from "./record";
import { ringName, signName } from "./signs";

export interface Drawn {
  record: RecordColumns;
  sums: PlaceSums;
  holdings: ReadonlyMap<number, Holding>;
  /** Rank of each holder, by its index among the actors. */
  ranks: ReadonlyMap<number, number>;
  events: boolean;
  control: boolean;
  selected: number;
  palette: Palette;
  view: View;
}

type Properties = Record<string, string | number | boolean>;
type Collection = GeoJSON.FeatureCollection<GeoJSON.Geometry, Properties>;

export interface Collections {
  "event-points": Collection;
  "event-areas": Collection;
  "control-points": Collection;
  "control-areas": Collection;
  "area-names": Collection;
}

/** Build the features of all layers: a place known too roughly is a circle, and never a point. */
export function buildFeatures(drawn: Drawn): { features: Collections; crowded: boolean } {
  const features = { "event-points": empty(), "event-areas": empty(), "control-points": empty(), "control-areas": empty(), "area-names": empty() };
  const { places } = drawn.record.data;
  const { points, areas, crowded } = chooseDrawn(drawn);
  const parts = (place: number): [[number, number], number, Holding | undefined] => [
    [places.lon[place] as number, places.lat[place] as number],
    countOf(drawn, place),
    drawn.control ? drawn.holdings.get(place) : undefined,
  ];
  for (const place of areas) addArea(features, drawn, place, ...parts(place));
  for (const place of points) addPoint(features, drawn, place, ...parts(place));
  return { features, crowded };
}

const countOf = (drawn: Drawn, place: number): number => (drawn.events ? (drawn.sums.count[place] as number) : 0);

/** Pixels from the middle of a ring that are its own; as in `SIZE` below it grows with the number of events. */
const ROOM = { most: 50, sign: 9, area: 14 };
const ringRoom = (count: number): number => 11 + 5.5 * Math.log10(Math.max(1, count));

/** Choose the places to draw: all that have something to show, or of a crowd those that have room. */
function chooseDrawn(drawn: Drawn): { points: number[]; areas: number[]; crowded: boolean } {
  const { places } = drawn.record.data;
  const [points, areas]: [number[], number[]] = [[], []];
  for (let place = 0; place < places.id.length; place++) {
    if (places.lon[place] == null || places.lat[place] == null) continue;
    if (!countOf(drawn, place) && place !== drawn.selected && !(drawn.control && drawn.holdings.has(place))) continue;
    (isRough(places.precision[place] ?? null, places.radius_km[place] ?? null) ? areas : points).push(place);
  }
  if (!isCrowd(points.length + areas.length)) return { points, areas, crowded: false };
  const own = new Float64Array(places.id.length);
  for (const place of points) own[place] = ringRoom(countOf(drawn, place)) + (drawn.control && drawn.holdings.has(place) ? ROOM.sign : 0);
  const room = (place: number): number => own[place] as number;
  return { points: thin(drawn, points, room), areas: thin(drawn, areas, () => ROOM.area), crowded: true };
}

/** Return the busiest of places, each with its room, that are in view; what is selected comes first. */
function thin(drawn: Drawn, some: number[], room: (place: number) => number): number[] {
  const { lon, lat } = drawn.record.data.places;
  const weight = (place: number): number => (place === drawn.selected ? Infinity : countOf(drawn, place));
  some.sort((a, b) => weight(b) - weight(a) || a - b);
  const bounds = widened(drawn.view.bounds);
  const degrees = (place: number): number => radiusOf(drawn.record, place) / 111;
  return keepClear(drawn.record, some, room, ROOM.most, stepOf(drawn.view.zoom)).filter((place) => touches(bounds, lon[place] as number, lat[place] as number, degrees(place)));
}

function empty(): Collection {
  return { type: "FeatureCollection", features: [] };
}

function label(drawn: Drawn, place: number): string {
  const { name, native } = drawn.record.data.places;
  return native[place] ? `${name[place]}\n${native[place]}` : (name[place] as string);
}

function addPoint(out: Collections, drawn: Drawn, place: number, at: [number, number], count: number, holding: Holding | undefined): void {
  const geometry: GeoJSON.Point = { type: "Point", coordinates: at };
  const chosen = place === drawn.selected;
  if (count || chosen) {
    const properties: Properties = { place, count, number: count > 1 ? String(count) : "", chosen, name: label(drawn, place), icon: count ? ringName(drawn.palette, mixOf(drawn.sums, place)) : "" };
    out["event-points"].features.push({ type: "Feature", geometry, properties });
  }
  if (holding) {
    const rank = holding.holder === null ? -1 : (drawn.ranks.get(holding.holder) ?? -1);
    const properties: Properties = { place, count, icon: signName(drawn.palette, holding.state, holding.firmness, rank), name: count ? "" : label(drawn, place) };
    out["control-points"].features.push({ type: "Feature", geometry, properties });
  }
}

const ringsOf = oncePerRecord(() => new Map<string, GeoJSON.Polygon>());

/** The circle of a place, reckoned once for a record. */
function ringOf(record: RecordColumns, place: number, share: number): GeoJSON.Polygon {
  const known = ringsOf(record);
  const key = `${place} ${share}`;
  let ring = known.get(key);
  if (!ring) {
    const { lon, lat } = record.data.places;
    ring = { type: "Polygon", coordinates: [circle(lon[place] as number, lat[place] as number, radiusOf(record, place) * share)] };
    known.set(key, ring);
  }
  return ring;
}

function radiusOf(record: RecordColumns, place: number): number {
  return Math.max(1, record.data.places.radius_km[place] ?? 15);
}

function addArea(out: Collections, drawn: Drawn, place: number, at: [number, number], count: number, holding: Holding | undefined): void {
  const radius = radiusOf(drawn.record, place);
  const chosen = place === drawn.selected;
  const { palette } = drawn;
  const lines = [label(drawn, place)];
  let colour = palette.dim;
  if (count || chosen) {
    if (count) colour = familyColour(palette, mainFamily(drawn.sums, place));
    if (count) lines.push(`${count} ${count === 1 ? "event" : "events"}, place not exact`);
    out["event-areas"].features.push({ type: "Feature", geometry: ringOf(drawn.record, place, 1), properties: { place, count, radius, chosen, colour } });
  }
  if (holding) {
    const rank = holding.holder === null ? -1 : (drawn.ranks.get(holding.holder) ?? -1);
    const held = holderColour(palette, rank);
    if (!count) colour = held;
    lines.push(`${letterOf(rank)} ${holding.state}, ${holding.firmness}`);
    out["control-areas"].features.push({ type: "Feature", geometry: ringOf(drawn.record, place, 0.97), properties: { place, radius, colour: held, filled: holding.firmness === "agreed" } });
  }
  out["area-names"].features.push({ type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { place, radius, colour, name: lines.join("\n"), weight: count } });
}

/** The layers that answer to the pointer, topmost first. */
export const CLICKABLE = ["event-rings", "control-signs", "area-names", "event-areas", "control-areas"] as const;

const SIZE: gl.ExpressionSpecification = ["interpolate", ["linear"], ["log10", ["max", 1, ["get", "count"]]], 0, 0.5, 1, 0.85, 2, 1.15, 4, 1.6];

/** Add the sources and layers of the record above the base map. */
export function addLayers(map: gl.Map, palette: Palette): void {
  for (const name of ["event-areas", "control-areas", "area-names", "event-points", "control-points"]) addSource(map, name);
  // Each sort of layer, and each set of what depends on data, is a program of the graphics card that takes time to make:
  // areas have no edges of their own, and those of both sorts depend on the same.
  const flat: gl.ExpressionSpecification = ["-", 0, ["get", "radius"]];
  map.addLayer({ id: "event-areas", type: "fill", source: "event-areas", layout: { "fill-sort-key": flat }, paint: { "fill-color": ["get", "colour"], "fill-opacity": ["case", ["get", "chosen"], 0.16, 0.05], "fill-antialias": false } });
  map.addLayer({ id: "event-edges", type: "line", source: "event-areas", paint: { "line-color": ["get", "colour"], "line-width": ["case", ["get", "chosen"], 2.5, 1.1], "line-dasharray": [3, 3] } });
  map.addLayer({ id: "control-areas", type: "fill", source: "control-areas", layout: { "fill-sort-key": flat }, paint: { "fill-color": ["get", "colour"], "fill-opacity": ["case", ["get", "filled"], 0.12, 0.03], "fill-antialias": false } });
  map.addLayer({ id: "control-edges", type: "line", source: "control-areas", paint: { "line-color": ["get", "colour"], "line-width": ["case", ["get", "filled"], 2.4, 2.2], "line-dasharray": [0.6, 1.6] } });
  const words = { "text-font": FONTS, "text-size": 11.5, "text-max-width": 12, "text-line-height": 1.15 };
  map.addLayer({
    id: "area-names",
    type: "symbol",
    source: "area-names",
    layout: { ...words, "text-field": ["get", "name"], "symbol-sort-key": ["-", 0, ["get", "weight"]] },
    paint: { "text-color": ["get", "colour"], "text-halo-color": palette.halo, "text-halo-width": 1.4 },
  });
  map.addLayer({ id: "chosen-ring", type: "circle", source: "event-points", filter: ["get", "chosen"], paint: { "circle-radius": ["*", 22, SIZE], "circle-color": "transparent", "circle-stroke-width": 2.5, "circle-stroke-color": palette.ink } });
  map.addLayer({
    id: "event-rings",
    type: "symbol",
    source: "event-points",
    layout: { "icon-image": ["get", "icon"], "icon-size": SIZE, "icon-allow-overlap": true, "icon-ignore-placement": true, "text-field": ["get", "number"], "text-font": FONTS, "text-size": ["*", 12, SIZE], "text-allow-overlap": true, "text-ignore-placement": true, "symbol-sort-key": ["-", 0, ["get", "count"]] },
    paint: { "text-color": palette.ink },
  });
  map.addLayer({
    id: "control-signs",
    type: "symbol",
    source: "control-points",
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-offset": ["case", [">", ["get", "count"], 0], ["literal", [25, 0]], ["literal", [0, 0]]], "icon-size": 0.85 },
  });
  const below = { ...words, "text-field": ["get", "name"] as gl.ExpressionSpecification, "text-anchor": "top" as const, "text-offset": [0, 1.2] as [number, number] };
  const tone = { "text-color": palette.ink, "text-halo-color": palette.halo, "text-halo-width": 1.4 };
  map.addLayer({ id: "event-names", type: "symbol", source: "event-points", layout: { ...below, "symbol-sort-key": ["-", 0, ["get", "count"]] }, paint: tone });
  map.addLayer({ id: "control-names", type: "symbol", source: "control-points", layout: below, paint: tone });
}

export function paintLayers(map: gl.Map, palette: Palette): void {
  for (const layer of ["area-names", "event-names", "control-names"]) map.setPaintProperty(layer, "text-halo-color", palette.halo);
  for (const layer of ["event-names", "control-names", "event-rings"]) map.setPaintProperty(layer, "text-color", palette.ink);
  map.setPaintProperty("chosen-ring", "circle-stroke-color", palette.ink);
}
