/** Who is said to hold which place on a day, and the signs it is drawn with. */
import { UNKNOWN } from "./record";
import type { ControlSpan } from "./types";

/** How firm it is: agreed by sources (or set by a person), claimed by one side, or disputed. */
export type Firmness = "agreed" | "claimed" | "disputed";

/** What the sources say of one place on one day. */
export interface Holding {
  place: number;
  state: ControlSpan["state"];
  holder: number | null;
  firmness: Firmness;
  /** The stretch that decides, then what else is said of that day. */
  spans: ControlSpan[];
}

export function firmnessOf(basis: string): Firmness {
  if (basis === "human" || basis === "agreed") return "agreed";
  return basis === "disputed" ? "disputed" : "claimed";
}

/** Tell whether a stretch takes in a day; what has no bound on a side is taken to go on, what has none at all is not dated. */
export function covers(span: { from: number | null; to: number | null }, day: number): boolean {
  if (span.from === null && span.to === null) return false;
  return (span.from === null || span.from <= day) && (span.to === null || span.to >= day);
}

/** Say for each place how it stands on a day; two that are said to hold the same place make it disputed. */
export function holdingsOn(control: readonly ControlSpan[], day: number): Map<number, Holding> {
  const byPlace = new Map<number, ControlSpan[]>();
  for (const span of control) {
    if (!covers(span, day)) continue;
    const known = byPlace.get(span.place);
    if (known) known.push(span);
    else byPlace.set(span.place, [span]);
  }
  const out = new Map<number, Holding>();
  for (const [place, spans] of byPlace) out.set(place, judge(place, spans, day));
  return out;
}

/** Days after which what was last told of a place is no longer drawn as agreed: it may long have changed. */
export const SILENCE = 183;

/** Tell whether a stretch without an end was last told of long before a day. */
export function isStale(span: { to: number | null; told: number | null }, day: number): boolean {
  return span.to === null && span.told !== null && day - span.told > SILENCE;
}

function judge(place: number, spans: ControlSpan[], day: number): Holding {
  // What a person set counts first; then what began last, since an open end only means that nobody said more.
  const human = (span: ControlSpan): number => (span.basis === "human" ? 0 : 1);
  spans.sort((a, b) => human(a) - human(b) || (b.from ?? UNKNOWN) - (a.from ?? UNKNOWN) || b.confidence - a.confidence || a.id.localeCompare(b.id));
  const first = spans[0] as ControlSpan;
  // A part of a place does not speak against another part: only wholes do.
  const rival = spans.some((span) => span.holder !== first.holder && span.holder !== null && span.share === null && first.share === null && span.state === "held" && first.state === "held");
  const firm = first.basis !== "human" && isStale(first, day) ? "claimed" : firmnessOf(first.basis);
  return { place, state: first.state, holder: first.holder, firmness: rival && first.basis !== "human" ? "disputed" : firm, spans };
}

/** The holders of a record, the one with the most stretches first: their order gives letter and colour, on all days alike. */
export function rankHolders(control: readonly ControlSpan[]): number[] {
  const counts = new Map<number, number>();
  for (const span of control) if (span.holder !== null) counts.set(span.holder, (counts.get(span.holder) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([holder]) => holder);
}

/** The letter of a holder in signs and legends; beyond Z they share one. */
export function letterOf(rank: number): string {
  return rank < 0 ? "?" : rank < 26 ? String.fromCharCode(65 + rank) : "+";
}

/** Say what part of a place is meant: `most of it`, `70% of it`; nothing for the whole. */
export function sayShare(share: number | string | null): string {
  if (share === null) return "";
  return typeof share === "number" ? `${Math.round(share * 100)}% of it` : `${share} of it`;
}

const STATES: Record<ControlSpan["state"], string> = { held: "held", contested: "contested", besieged: "besieged" };

/** Say a state and its holder in words: `held by X`, `contested`, `besieged; in it: X`. */
export function sayHolding(state: ControlSpan["state"], holder: string | null): string {
  if (!holder) return state === "held" ? "held, by whom is not said" : STATES[state];
  if (state === "besieged") return `besieged; said to be in it: ${holder}`;
  return state === "contested" ? `contested; said to be there: ${holder}` : `held by ${holder}`;
}

export function sayBasis(basis: string): string {
  if (basis === "human") return "set by a person";
  return basis === "agreed" ? "sources agree" : basis === "disputed" ? "sources dispute it" : "claimed";
}
