/** Text cut where marks begin and end, so that words in several roles can be drawn. */
import type { Figure, Mark, Speaker } from "./types";

export interface Piece {
  text: string;
  roles: string[];
}

/** Cut a text that begins at character `start` of its report by marks in characters of the report. */
export function cutText(text: string, start: number, marks: readonly Mark[]): Piece[] {
  // Characters are counted as Python counts them: by code points, not by UTF-16 units.
  const letters = [...text];
  const inside = marks
    .map((mark) => ({ role: mark.role, from: Math.max(0, mark.start - start), to: Math.min(letters.length, mark.end - start) }))
    .filter((mark) => mark.from < mark.to);
  const cuts = [...new Set([0, letters.length, ...inside.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const from = cuts[at] as number;
    const to = cuts[at + 1] as number;
    const roles = inside.filter((mark) => mark.from <= from && to <= mark.to).map((mark) => mark.role);
    pieces.push({ text: letters.slice(from, to).join(""), roles: [...new Set(roles)] });
  }
  return pieces;
}

const QUALIFIERS: Record<string, string> = {
  at_least: "at least",
  more_than: "more than",
  at_most: "at most",
  less_than: "fewer than",
  about: "about",
};

/** Say a figure with its bounds: `12 killed`, `at least 20 wounded`, `killed, no number`. */
export function sayFigure(figure: Figure): string {
  const who = figure.group?.name ?? figure.status ?? "";
  const harm = figure.harm.replaceAll("_", " ");
  return [sayBounds(figure.low, figure.high, QUALIFIERS[figure.qualifier]), who, harm].filter(Boolean).join(" ");
}

export function sayBounds(low: number | null, high: number | null, qualifier?: string): string {
  if (low === null && high === null) return "an unstated number of";
  if (low === high) return qualifier === "about" ? `about ${low}` : String(low);
  if (high === null) return `at least ${low}`;
  if (low === null) return `at most ${high}`;
  return `${low} to ${high}`;
}

/** Say a number with its bounds for a narrow column: `12`, `11+`, `12 (11–34)`; nothing where it is unknown. */
export function shortBounds(low: number | null, best: number | null, high: number | null): string {
  if (best === null) return "";
  if (low === best && high === best) return String(best);
  const bounds = high === null ? `${low ?? "?"}+` : `${low ?? "?"}–${high}`;
  return low === best && high === null ? bounds : `${best} (${bounds})`;
}

/** Say who speaks: the name, the role, the side and the channel; without a speaker the outlet. */
export function saySpeaker(speaker: Speaker | null, outlet: string | null): string {
  if (!speaker) return outlet ? `${outlet} itself` : "the report itself";
  const party = speaker.party?.name ? ` for ${speaker.party.name}` : "";
  const channel = speaker.channel ? ` via ${speaker.channel}` : "";
  return `${speaker.name ?? speaker.surface}${speaker.name && speaker.role ? `, ${speaker.role}` : ""}${party}${channel}`;
}

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** Which way a text of a language runs; where the language is unknown the first letter decides. */
export function wayOf(language: string | null): "ltr" | "rtl" | "auto" {
  if (!language) return "auto";
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}
