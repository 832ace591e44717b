/**
 * A report's text cut into paragraphs and page furniture, so that long ones are drawn piece by piece.
 *
 * All positions count characters as the server does: by code points, not by UTF-16 units.
 */
import type { ClaimCard, ResolutionRow } from "./types";

/** A paragraph, headline or caption, or a stretch of furniture: text of the page that no passage holds. */
export interface Block {
  start: number;
  end: number;
  kind: string;
  text: string;
}

export const FURNITURE = "furniture";

/** Characters after which a paragraph is cut at the next sentence, furniture at the next line. */
const LONG = 6000;

type Passage = { start: number; end: number; kind: string };

/** Return a function that cuts a text by code points without counting from its beginning each time. */
export function cutter(text: string): (start: number, end: number) => string {
  const wide: number[] = [];
  let letters = 0;
  for (let unit = 0; unit < text.length; unit++, letters++) {
    const code = text.charCodeAt(unit);
    if (code < 0xd800 || code > 0xdbff || unit + 1 >= text.length) continue;
    const next = text.charCodeAt(unit + 1);
    if (next < 0xdc00 || next > 0xdfff) continue;
    wide.push(letters);
    unit++;
  }
  const unitOf = (letter: number): number => letter + countBelow(wide, letter);
  return (start, end) => text.slice(unitOf(start), unitOf(end));
}

/** Count the numbers of a sorted list that are below a bound. */
function countBelow(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cut a text into blocks that follow each other; white space between them is left out. */
export function cutBlocks(text: string, passages: readonly Passage[]): Block[] {
  const cut = cutter(text);
  const size = countLetters(text);
  const blocks: Block[] = [];
  if (!passages.length) {
    addLines(blocks, cut, 0, size, "body");
    return blocks;
  }
  let at = 0;
  for (const passage of [...passages].sort((a, b) => a.start - b.start)) {
    const between = cut(at, passage.start);
    const last = blocks.at(-1);
    const joins = last && last.end === at && last.kind === passage.kind && last.kind !== FURNITURE && /^[^\S\n]*$/.test(between) && passage.end - last.start < LONG;
    if (joins) {
      last.end = passage.end;
    } else {
      addLines(blocks, cut, at, passage.start, FURNITURE);
      blocks.push({ start: passage.start, end: passage.end, kind: passage.kind, text: "" });
    }
    at = passage.end;
  }
  addLines(blocks, cut, at, size, FURNITURE);
  for (const block of blocks) block.text ||= cut(block.start, block.end);
  return blocks;
}

function countLetters(text: string): number {
  let count = 0;
  for (let unit = 0; unit < text.length; unit++) {
    const code = text.charCodeAt(unit);
    // The second half of a pair counts with the first.
    if (code < 0xdc00 || code > 0xdfff || unit === 0 || (text.charCodeAt(unit - 1) & 0xfc00) !== 0xd800) count++;
  }
  return count;
}

/** Add lines of a stretch as blocks of at most some thousand characters; a stretch of white space adds nothing. */
function addLines(blocks: Block[], cut: (start: number, end: number) => string, start: number, end: number, kind: string): void {
  let from = start;
  let length = 0;
  let held = "";
  const flush = (): void => {
    // White space at either end is no part of the block; it counts in UTF-16 units as in letters.
    const skipped = held.length - held.trimStart().length;
    const words = held.trim();
    if (words) blocks.push({ start: from + skipped, end: from + skipped + countLetters(words), kind, text: words });
    from += length;
    [held, length] = ["", 0];
  };
  for (const line of cut(start, end).split(/(?<=\n)/)) {
    held += line;
    length += countLetters(line);
    if (length >= LONG) flush();
  }
  flush();
}

/** A run of blocks drawn at one time. */
export interface Chunk {
  blocks: Block[];
  start: number;
  end: number;
  isFurniture: boolean;
}

/** Put blocks together into chunks of about some thousand characters, furniture apart from the rest. */
export function chunkBlocks(blocks: readonly Block[], size = 8000): Chunk[] {
  const chunks: Chunk[] = [];
  for (const block of blocks) {
    const isFurniture = block.kind === FURNITURE;
    const last = chunks.at(-1);
    if (last && last.isFurniture === isFurniture && block.end - last.start <= size) {
      last.blocks.push(block);
      last.end = block.end;
    } else {
      chunks.push({ blocks: [block], start: block.start, end: block.end, isFurniture });
    }
  }
  return chunks;
}

/** Return, for each of some stretches in the order of the text, the spans that meet it. */
export function spansWithin<S extends { start: number; end: number }>(stretches: readonly { start: number; end: number }[], spans: readonly S[]): S[][] {
  const within: S[][] = stretches.map(() => []);
  const ends = stretches.map((stretch) => stretch.end);
  for (const span of spans) {
    // The first stretch that ends after the span begins.
    for (let at = countBelow(ends, span.start + 1); at < stretches.length; at++) {
      if ((stretches[at] as { start: number }).start >= span.end) break;
      (within[at] as S[]).push(span);
    }
  }
  return within;
}

/** Choose among claims that lie over each other: the shortest, then on each further click the next. */
export function nextOf(claims: readonly { id: string; start: number; end: number }[], selected: string | null): string | null {
  const order = [...claims].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start || (a.id < b.id ? -1 : 1));
  const at = order.findIndex((claim) => claim.id === selected);
  return order[(at + 1) % order.length]?.id ?? null;
}

/** A mention of a claim with what it was resolved to. */
export interface Meant {
  role: string;
  resolution: ResolutionRow;
}

/** Return what each marked part of a claim was resolved to, each once, in the order of the text. */
export function meantBy(claim: Pick<ClaimCard, "marks">, resolutions: readonly ResolutionRow[]): Meant[] {
  const bySpan = new Map<string, ResolutionRow[]>();
  for (const one of resolutions) {
    const span = `${one.start}-${one.end}`;
    bySpan.set(span, [...(bySpan.get(span) ?? []), one]);
  }
  const seen = new Set<ResolutionRow>();
  const meant: Meant[] = [];
  for (const mark of claim.marks) {
    for (const resolution of bySpan.get(`${mark.start}-${mark.end}`) ?? []) {
      if (seen.has(resolution)) continue;
      seen.add(resolution);
      meant.push({ role: mark.role, resolution });
    }
  }
  return meant;
}
