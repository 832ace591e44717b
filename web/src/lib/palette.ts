/** Colours of what is drawn by the map, which cannot read the style sheet; the same tones as in app.css. */
import { FAMILIES } from "./kinds";

export interface Palette {
  name: "light" | "dark";
  water: string;
  land: string;
  border: string;
  coast: string;
  road: string;
  ink: string;
  halo: string;
  dim: string;
  families: readonly string[];
  holders: readonly string[];
  rest: string;
}

const LIGHT: Palette = {
  name: "light",
  water: "#e6ebec",
  land: "#faf8f3",
  border: "#b9b5a9",
  coast: "#a9b4b6",
  road: "#d9d3c4",
  ink: "#1c2226",
  halo: "#ffffff",
  dim: "#6b6f6c",
  families: ["#b34700", "#8a6400", "#a03a76", "#0067a3", "#006e4f"],
  holders: ["#0067a3", "#b34700", "#5b3fa0", "#006e4f", "#a3262a", "#8a6400", "#a03a76", "#3f5560"],
  rest: "#6b6f6c",
};

const DARK: Palette = {
  name: "dark",
  water: "#11161a",
  land: "#20272c",
  border: "#4a545b",
  coast: "#3d474d",
  road: "#39424a",
  ink: "#e8e6e1",
  halo: "#14181b",
  dim: "#9aa3a8",
  families: ["#ff9a55", "#e0b84a", "#eb94c5", "#6dbdf0", "#58cda5"],
  holders: ["#6dbdf0", "#ff9a55", "#b9a4f5", "#58cda5", "#ff9a94", "#e0b84a", "#eb94c5", "#a9b8c0"],
  rest: "#9aa3a8",
};

export function paletteOf(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}

export function familyColour(palette: Palette, family: number): string {
  return palette.families[family] ?? (palette.families[FAMILIES.length - 1] as string);
}

/** The colour of a holder by its rank; -1 and those beyond the palette are grey, and known by their letter alone. */
export function holderColour(palette: Palette, rank: number): string {
  return palette.holders[rank] ?? palette.rest;
}
