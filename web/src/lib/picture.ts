/**
 * A picture of the map, drawn at once from the same features and sizes as the live map, which takes seconds longer.
 *
 * Layers lie upon each other in the order of the live map's; names give way as there, those on top first.
 */
import type { Collections } from "./features";
import { breakLines, Room } from "./lettering";
import { between, BORDER, CHOSEN, COAST, CONTROL_AREA, COUNTRY, EVENT_AREA, FONT, NAME, NUMBER, RING_SIZES, SIGN } from "./look";
import { mercatorX, mercatorY, WORLD, type Camera } from "./mercator";
import type { Lines, Shapes } from "./outlines";
import { paletteOf, type Palette } from "./palette";
import { paintNamed, signSize } from "./signs";

export interface Scene {
  features: Collections;
  camera: Camera;
  width: number;
  height: number;
  palette: Palette;
  /** The outlines; null while they are not there. */
  shapes: Shapes | null;
}

type Pen = CanvasRenderingContext2D;
type Properties = Record<string, unknown>;
type Spot = readonly [number, number];

/** Pixels between what two names cover. */
const APART = 2;
/** How far letters stand below the middle of their line on the live map, in sizes of a letter. */
const LOW = 0.12;

/** Draw a picture; the pen's unit is a pixel of the page. */
export function drawPicture(pen: Pen, scene: Scene): void {
  const place = placing(scene);
  pen.fillStyle = scene.palette.water;
  pen.fillRect(0, 0, scene.width, scene.height);
  if (scene.shapes) drawLand(pen, scene, scene.shapes, place);
  const words = chooseWords(pen, scene, place);
  words.filter(({ layer }) => layer === "countries").forEach((one) => write(pen, one));
  drawAreas(pen, scene.features["event-areas"], place, EVENT_AREA.dash, ({ chosen }) => (chosen ? EVENT_AREA.chosen : EVENT_AREA.other));
  drawAreas(pen, scene.features["control-areas"], place, CONTROL_AREA.dash, ({ filled }) => (filled ? CONTROL_AREA.filled : CONTROL_AREA.other));
  words.filter(({ layer }) => layer === "areas").forEach((one) => write(pen, one));
  drawRings(pen, scene, place);
  drawSigns(pen, scene.features["control-points"], place);
  words.filter(({ layer }) => layer === "points").forEach((one) => write(pen, one));
}

interface Placing {
  /** Pixels that the whole world is wide. */
  scale: number;
  /** Where a point of the world, from 0 to 1, lies in the picture. */
  x: (x: number) => number;
  y: (y: number) => number;
  /** How many worlds to the east a picture shows the world again. */
  copies: number[];
  at: (coordinates: readonly number[], copy?: number) => Spot;
}

function placing({ camera, width, height }: Scene): Placing {
  const scale = WORLD * 2 ** camera.zoom;
  const [left, top] = [mercatorX(camera.lon) * scale - width / 2, mercatorY(camera.lat) * scale - height / 2];
  const x = (one: number): number => one * scale - left;
  const y = (one: number): number => one * scale - top;
  const copies: number[] = [];
  for (let copy = Math.floor(left / scale); copy <= Math.floor((left + width) / scale); copy++) copies.push(copy);
  return { scale, x, y, copies, at: ([lon, lat], copy = 0) => [x(mercatorX(lon as number) + copy), y(mercatorY(lat as number))] };
}

// -- outlines ----------------------------------------------------------------------------------------------------------

function drawLand(pen: Pen, scene: Scene, { land, coast, borders }: Shapes, place: Placing): void {
  pen.fillStyle = scene.palette.land;
  pen.fill(trace(land, scene, place));
  pen.lineJoin = "round";
  stroke(pen, trace(coast, scene, place), scene.palette.coast, COAST, []);
  stroke(pen, trace(borders, scene, place), scene.palette.border, BORDER.width, BORDER.dash);
}

function stroke(pen: Pen, path: Path2D, colour: string, width: number, dash: readonly number[]): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash.map((part) => part * width));
  pen.stroke(path);
  pen.setLineDash([]);
}

/** Trace the lines that may be seen; points that fall together are one. */
function trace(lines: Lines, scene: Scene, place: Placing): Path2D {
  const path = new Path2D();
  for (const copy of place.copies) {
    for (let line = 0; line + 1 < lines.starts.length; line++) traceOne(path, lines, line, scene, place, copy);
  }
  return path;
}

function traceOne(path: Path2D, { points, starts }: Lines, line: number, scene: Scene, place: Placing, copy: number): void {
  const [first, end] = [2 * (starts[line] as number), 2 * (starts[line + 1] as number)];
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = first; at < end; at += 2) {
    const [x, y] = [points[at] as number, points[at + 1] as number];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  if (place.x(east + copy) < 0 || place.x(west + copy) > scene.width || place.y(south) < 0 || place.y(north) > scene.height) return;
  let [lastX, lastY] = [NaN, NaN];
  for (let at = first; at < end; at += 2) {
    const [x, y] = [place.x((points[at] as number) + copy), place.y(points[at + 1] as number)];
    if (at === first) path.moveTo(x, y);
    else if (at + 2 < end && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
    else path.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
}

// -- areas and signs ---------------------------------------------------------------------------------------------------

type Collection = Collections[keyof Collections];

function drawAreas(pen: Pen, { features }: Collection, place: Placing, dash: readonly number[], look: (of: Properties) => { fill: number; edge: number }): void {
  const areas = features.map(({ geometry, properties }) => ({ properties, path: areaPath(geometry as GeoJSON.Polygon, place), colour: String(properties["colour"]) }));
  for (const { properties, path, colour } of areas.toSorted((a, b) => Number(b.properties["radius"]) - Number(a.properties["radius"]))) {
    pen.globalAlpha = look(properties).fill;
    pen.fillStyle = colour;
    pen.fill(path);
  }
  pen.globalAlpha = 1;
  for (const { properties, path, colour } of areas) stroke(pen, path, colour, look(properties).edge, dash);
}

function areaPath({ coordinates }: GeoJSON.Polygon, place: Placing): Path2D {
  const path = new Path2D();
  for (const copy of place.copies) {
    for (const ring of coordinates) ring.forEach((point, at) => path[at ? "lineTo" : "moveTo"](...place.at(point, copy)));
  }
  return path;
}

export const ringSize = (count: number): number => between(RING_SIZES, Math.log10(Math.max(1, count)));

/** Each feature of a point with the places at which it is seen. */
function* spotsOf({ features }: Collection, place: Placing): Generator<{ properties: Properties; spot: Spot }> {
  for (const { geometry, properties } of features) {
    for (const copy of place.copies) yield { properties, spot: place.at((geometry as GeoJSON.Point).coordinates, copy) };
  }
}

const byCount = (a: { properties: Properties }, b: { properties: Properties }): number => Number(b.properties["count"]) - Number(a.properties["count"]);

function drawRings(pen: Pen, { features, palette }: Scene, place: Placing): void {
  const points = [...spotsOf(features["event-points"], place)].sort(byCount);
  for (const { properties, spot } of points) {
    if (!properties["chosen"]) continue;
    const ring = new Path2D();
    ring.arc(...spot, CHOSEN.radius * ringSize(Number(properties["count"])) + CHOSEN.edge / 2, 0, 2 * Math.PI);
    stroke(pen, ring, palette.ink, CHOSEN.edge, []);
  }
  for (const { properties, spot } of points) {
    const size = ringSize(Number(properties["count"]));
    stamp(pen, String(properties["icon"]), spot, size);
    pen.font = `${NUMBER * size}px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = palette.ink;
    pen.fillText(String(properties["number"]), ...spot);
  }
}

function drawSigns(pen: Pen, collection: Collection, place: Placing): void {
  for (const { properties, spot } of spotsOf(collection, place)) {
    const beside = Number(properties["count"]) > 0 ? SIGN.beside * SIGN.size : 0;
    stamp(pen, String(properties["icon"]), [spot[0] + beside, spot[1]], SIGN.size);
  }
}

/** Paint a sign about a spot. */
function stamp(pen: Pen, name: string, [x, y]: Spot, size: number): void {
  const half = (signSize(name) / 2) * size;
  if (!half) return;
  pen.save();
  pen.translate(x - half, y - half);
  pen.scale(size, size);
  paintNamed(pen, name, (tone) => paletteOf(tone === "dark"));
  pen.restore();
}

// -- names -------------------------------------------------------------------------------------------------------------

interface Words {
  layer: "countries" | "areas" | "points";
  lines: string[];
  spot: Spot;
  /** The font's size, and the height of a line. */
  size: number;
  line: number;
  /** Whether the words stand below the spot, rather than about it. */
  below: boolean;
  colour: string;
  halo: string;
  wide: number;
  opacity: number;
  spacing: number;
}

/** Choose the names that have room, the topmost layer's first. */
function chooseWords(pen: Pen, scene: Scene, place: Placing): Words[] {
  const { palette, features } = scene;
  const room = new Room();
  const tone = { size: NAME.size, line: NAME.size * NAME.line, halo: palette.halo, wide: NAME.halo, opacity: 1, spacing: 0 };
  const named = (of: Collection, layer: Words["layer"], sort?: typeof byCount): Words[] =>
    [...spotsOf(of, place)].sort(sort ?? (() => 0)).map(({ properties, spot }) => ({ ...tone, layer, spot, below: layer === "points", colour: layer === "areas" ? String(properties["colour"]) : palette.ink, lines: [String(properties["name"])] }));
  const weight = (one: { properties: Properties }): number => Number(one.properties["weight"]);
  const all = [
    ...named(features["control-points"], "points"),
    ...named(features["event-points"], "points", byCount),
    ...named(features["area-names"], "areas", (a, b) => weight(b) - weight(a)),
    ...countryWords(scene, place),
  ];
  return all.filter((words) => hasRoom(pen, words, room, scene));
}

function countryWords({ shapes, palette, camera }: Scene, place: Placing): Words[] {
  const size = between(COUNTRY.sizes, camera.zoom);
  const look = { size, line: size * COUNTRY.line, below: false, colour: palette.dim, halo: palette.land, wide: COUNTRY.halo, opacity: COUNTRY.opacity, spacing: COUNTRY.spacing * size };
  const names = (shapes?.names ?? []).toSorted((a, b) => b.size - a.size);
  return names.flatMap(({ name, lon, lat }) => place.copies.map((copy) => ({ ...look, layer: "countries" as const, lines: [name.toUpperCase()], spot: place.at([lon, lat], copy) })));
}

/** Break words into lines, and take their room; false where there is none. */
function hasRoom(pen: Pen, words: Words, room: Room, { width, height }: Scene): boolean {
  const [text] = words.lines;
  const [x, y] = words.spot;
  if (!text || x < -200 || y < -60 || x > width + 200 || y > height + 60) return false;
  setFont(pen, words);
  const most = (words.layer === "countries" ? COUNTRY.wide : NAME.wide) * words.size;
  words.lines = breakLines(text, most, (part) => pen.measureText(part).width);
  const half = Math.max(...words.lines.map((line) => pen.measureText(line).width)) / 2 + APART;
  const top = topOf(words);
  return room.take([x - half, top - APART, x + half, top + words.lines.length * words.line + APART]);
}

const topOf = ({ below, spot, size, line, lines }: Words): number => (below ? spot[1] + NAME.below * size : spot[1] - (lines.length * line) / 2);

function setFont(pen: Pen, { size, spacing }: Words): void {
  pen.font = `${size}px ${FONT}`;
  // Some browsers have no spacing of letters on a canvas: names are then a little narrower.
  pen.letterSpacing = `${spacing}px`;
}

function write(pen: Pen, words: Words): void {
  setFont(pen, words);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.globalAlpha = words.opacity;
  pen.strokeStyle = words.halo;
  pen.lineWidth = 2 * words.wide;
  pen.fillStyle = words.colour;
  const top = topOf(words) + LOW * words.size;
  words.lines.forEach((line, at) => pen.strokeText(line, words.spot[0], top + (at + 0.5) * words.line));
  words.lines.forEach((line, at) => pen.fillText(line, words.spot[0], top + (at + 0.5) * words.line));
  pen.globalAlpha = 1;
  pen.letterSpacing = "0px";
}
