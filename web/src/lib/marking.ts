/** Which words of a block belong to which claims: pieces that know their claims, the chosen claim's parts, the span. */
import type { Block } from "./blocks";
import { cutText } from "./words";
import type { ClaimCard, Mark } from "./types";

export interface MarkedPiece {
  text: string;
  /** Claims whose quote covers the piece, in the order of the text. */
  claims: string[];
  /** Claims whose quote begins with this piece: it is what the keyboard reaches them by. */
  begins: string[];
  /** Parts that the words play in the chosen claim. */
  roles: string[];
  /** Whether the piece lies in the stretch that the address names. */
  inSpan: boolean;
}

type Quote = Pick<ClaimCard, "id" | "start" | "end">;

const CLAIM = "claim ";
const PART = "part ";
const SPAN = "span";

/** Cut a block where claims, parts of the chosen claim and the span of the address begin and end. */
export function markBlock(block: Block, claims: readonly Quote[], parts: readonly Mark[], span: [number, number] | null): MarkedPiece[] {
  const marks: Mark[] = claims.map((claim) => ({ role: CLAIM + claim.id, start: claim.start, end: claim.end, surface: "" }));
  for (const part of parts) marks.push({ ...part, role: PART + part.role });
  if (span) marks.push({ role: SPAN, start: span[0], end: span[1], surface: "" });
  const open = new Set(claims.filter((claim) => claim.start >= block.start).map((claim) => claim.id));
  return cutText(block.text, block.start, marks).map(({ text, roles }) => {
    const inside = cutPrefix(roles, CLAIM);
    const begins = inside.filter((id) => open.delete(id));
    return { text, claims: inside, begins, roles: cutPrefix(roles, PART), inSpan: roles.includes(SPAN) };
  });
}

function cutPrefix(words: readonly string[], prefix: string): string[] {
  return words.filter((word) => word.startsWith(prefix)).map((word) => word.slice(prefix.length));
}

/** Return the claim after or before another in the order of the text; the first or last where none is chosen. */
export function stepTo(claims: readonly Quote[], chosen: string | null, step: 1 | -1): string | null {
  if (!claims.length) return null;
  const at = claims.findIndex((claim) => claim.id === chosen);
  if (at < 0) return (step > 0 ? claims[0] : claims.at(-1))?.id ?? null;
  return claims[Math.max(0, Math.min(claims.length - 1, at + step))]?.id ?? null;
}
