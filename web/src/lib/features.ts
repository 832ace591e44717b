/** What the record adds to a map: events by kind at their place, control at the cursor. */
import type { Holding } from "./control";
import { letterOf } from "./control";
import { isCrowd, keepClear, stepOf, touches, widened, type View } from "./crowd";
import { familyColour, holderColour, type Palette } from "./palette";
import { circle, isRough, mainFamily, mixOf } from "./places";
import { oncePerRecord, type PlaceSums, type RecordColumns } from "./record";
import type { NamedSpot } from "./types";
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
  /** Places about, to be named where the record has none of them to show. */
  names?: readonly NamedSpot[];
}

type Properties = Record<string, string | number | boolean>;
type Collection = GeoJSON.FeatureCollection<GeoJSON.Geometry, Properties>;

export interface Collections {
  "event-points": Collection;
  "event-areas": Collection;
  "control-points": Collection;
  "control-areas": Collection;
  "area-names": Collection;
  "other-names": Collection;
}

/** Build the features of all layers: a place known too roughly is a circle, and never a point. */
export function buildFeatures(drawn: Drawn): { features: Collections; crowded: boolean } {
  const features = { "event-points": empty(), "event-areas": empty(), "control-points": empty(), "control-areas": empty(), "area-names": empty(), "other-names": empty() };
  const { places } = drawn.record.data;
  const { points, areas, crowded } = chooseDrawn(drawn);
  const parts = (place: number): [[number, number], number, Holding | undefined] => [
    [places.lon[place] as number, places.lat[place] as number],
    countOf(drawn, place),
    drawn.control ? drawn.holdings.get(place) : undefined,
  ];
  for (const place of areas) addArea(features, drawn, place, ...parts(place));
  for (const place of points) addPoint(features, drawn, place, ...parts(place));
  addNames(features, drawn, new Set([...areas, ...points].map((place) => places.id[place])));
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

/** Name the places about, but those that are drawn and bear their name already. */
function addNames(out: Collections, { names = [] }: Drawn, drawn: ReadonlySet<string | undefined>): void {
  for (const { id, name, lon, lat, people } of names) {
    if (drawn.has(id)) continue;
    out["other-names"].features.push({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { id, name, people } });
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
