/** The signs of the map, drawn on a canvas when the map first asks for one: rings for events, diamonds for control. */
import { PIECES } from "./places";
import { familyColour, holderColour, type Palette } from "./palette";
import { letterOf, type Firmness } from "./control";

const SCALE = 2;
const RING = 36;
const SIGN = 24;

export type SignState = "held" | "contested" | "besieged";

export const ringName = (palette: Palette, mix: readonly number[]): string => `ring ${palette.name} ${mix.join("-")}`;
export const signName = (palette: Palette, state: SignState, firmness: Firmness, rank: number): string => `sign ${palette.name} ${state} ${firmness} ${rank}`;

/** Draw the sign of a name as an image; null where the name is of none. */
export function drawSign(name: string, paletteOf: (name: string) => Palette): { image: ImageData; ratio: number } | null {
  const size = signSize(name);
  const pen = size ? penOf(size * SCALE) : null;
  if (!pen) return null;
  paintNamed(pen, name, paletteOf);
  return { image: pen.getImageData(0, 0, size * SCALE, size * SCALE), ratio: SCALE };
}

/** The width and height of the sign of a name, in pixels; 0 where the name is of none. */
export function signSize(name: string): number {
  return name.startsWith("ring ") ? RING : name.startsWith("sign ") ? SIGN : 0;
}

/** Paint the sign of a name, its corner where the pen stands. */
export function paintNamed(pen: CanvasRenderingContext2D, name: string, paletteOf: (name: string) => Palette): void {
  const [kind, tone, ...rest] = name.split(" ");
  const palette = paletteOf(tone ?? "");
  if (kind === "ring") drawRing(pen, palette, (rest[0] ?? "").split("-").map(Number));
  else if (kind === "sign") paintSign(pen, SIGN, palette, rest[0] as SignState, rest[1] as Firmness, Number(rest[2]));
}

let kept: CanvasRenderingContext2D | null = null;

/** Return an empty canvas; it is one for all signs, and lies in memory, since each is read back at once. */
function penOf(pixels: number): CanvasRenderingContext2D | null {
  kept ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!kept) return null;
  // To set the size empties a canvas and forgets all that was set.
  kept.canvas.width = kept.canvas.height = pixels;
  kept.scale(SCALE, SCALE);
  return kept;
}

function drawRing(pen: CanvasRenderingContext2D, palette: Palette, mix: readonly number[]): void {
  const middle = RING / 2;
  disc(pen, middle, middle - 1, palette.halo);
  let angle = -Math.PI / 2;
  pen.lineWidth = 5.5;
  mix.forEach((pieces, family) => {
    if (!pieces) return;
    const end = angle + (pieces / PIECES) * 2 * Math.PI;
    pen.beginPath();
    pen.strokeStyle = familyColour(palette, family);
    pen.arc(middle, middle, middle - 5, angle, end);
    pen.stroke();
    angle = end;
  });
}

function disc(pen: CanvasRenderingContext2D, middle: number, radius: number, colour: string): void {
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}

/** Paint the sign of control: a diamond where a place is held, a square where contested, a diamond in a ring where besieged. */
export function paintSign(pen: CanvasRenderingContext2D, size: number, palette: Palette, state: SignState, firmness: Firmness, rank: number): void {
  const middle = size / 2;
  const colour = holderColour(palette, rank);
  const reach = state === "held" ? middle - 1.5 : middle - 4.5;
  if (state === "besieged") {
    pen.setLineDash([2.5, 2]);
    pen.lineWidth = 1.6;
    pen.strokeStyle = colour;
    pen.beginPath();
    pen.arc(middle, middle, middle - 1.5, 0, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
  }
  outline(pen, middle, reach, state);
  pen.fillStyle = firmness === "agreed" ? colour : palette.halo;
  pen.fill();
  if (firmness === "disputed") fillHalf(pen, middle, reach, state, colour);
  outline(pen, middle, reach, state);
  pen.lineWidth = 2;
  pen.strokeStyle = colour;
  pen.stroke();
  pen.font = `700 ${Math.round(size * 0.42)}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineWidth = 3;
  const letter = firmness === "disputed" ? "!" : letterOf(rank);
  if (firmness === "disputed") {
    pen.strokeStyle = palette.halo;
    pen.strokeText(letter, middle, middle + 0.5);
  }
  pen.fillStyle = firmness === "agreed" ? palette.halo : palette.ink;
  pen.fillText(letter, middle, middle + 0.5);
}

function outline(pen: CanvasRenderingContext2D, middle: number, reach: number, state: SignState): void {
  pen.beginPath();
  if (state === "contested") {
    pen.rect(middle - reach, middle - reach, 2 * reach, 2 * reach);
    return;
  }
  pen.moveTo(middle, middle - reach);
  pen.lineTo(middle + reach, middle);
  pen.lineTo(middle, middle + reach);
  pen.lineTo(middle - reach, middle);
  pen.closePath();
}

function fillHalf(pen: CanvasRenderingContext2D, middle: number, reach: number, state: SignState, colour: string): void {
  pen.save();
  outline(pen, middle, reach, state);
  pen.clip();
  pen.fillStyle = colour;
  pen.fillRect(0, 0, middle, 2 * middle);
  pen.restore();
}
