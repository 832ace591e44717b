/** Sizes of what maps draw, in pixels: the same for the live map and for the picture that stands in for it. */
import type { Fitting } from "./mercator";

/** Letters are drawn with the machine's own fonts: the style names no server of glyphs. */
export const FONTS = ["Noto Sans", "Segoe UI", "system-ui"];
export const FONT = FONTS.map((name) => (name.includes(" ") ? `"${name}"` : name)).join(", ");

export const COAST = 0.8;
/** Dashes are given in widths of their line. */
export const BORDER = { width: 1, dash: [4, 2] } as const;
/** Names of countries: sizes by zoom, widths and spaces in sizes of a letter. */
export const COUNTRY = { sizes: [[2, 10], [6, 13]], spacing: 0.12, wide: 7, line: 1.2, halo: 1.2, opacity: 0.8 } as const;
export const NAME = { size: 11.5, wide: 12, line: 1.15, halo: 1.4, below: 1.2 } as const;
/** Names of places that the record has nothing to show of, with the room about each. */
export const OTHER = { size: 10.5, apart: 10 } as const;
/** The number in a ring of size 1. */
export const NUMBER = 12;
/** The size of a ring by the logarithm of its number of events. */
export const RING_SIZES = [[0, 0.5], [1, 0.85], [2, 1.15], [4, 1.6]] as const;
/** A sign of control, and how far beside a ring it stands. */
export const SIGN = { size: 0.85, beside: 25 } as const;
export const CHOSEN = { radius: 22, edge: 2.5 } as const;
export const EVENT_AREA = { chosen: { fill: 0.16, edge: 2.5 }, other: { fill: 0.05, edge: 1.1 }, dash: [3, 3] } as const;
export const CONTROL_AREA = { filled: { fill: 0.12, edge: 2.4 }, other: { fill: 0.03, edge: 2.2 }, dash: [0.6, 1.6] } as const;

/** Room about what a map shows; the legend covers the left of a wide one. */
export function fitting(width: number, small = false): Fitting {
  if (small) return { padding: { top: 24, bottom: 24, left: 24, right: 24 }, maxZoom: 9 };
  return { padding: { top: 40, bottom: 48, left: width > 700 ? 270 : 40, right: 48 }, maxZoom: 7 };
}

/** Return the value between the stops about `at`; the first or the last beyond them. */
export function between(stops: readonly (readonly [number, number])[], at: number): number {
  let [low, value] = stops[0] ?? [0, 0];
  for (const [high, next] of stops) {
    if (at <= high) return high === low ? next : value + ((Math.max(at, low) - low) / (high - low)) * (next - value);
    [low, value] = [high, next];
  }
  return value;
}
