/** Spans of whole words in a text, in characters of the report; characters are code points, as the server counts. */

export type Span = readonly [start: number, end: number];
export type Edge = "start" | "end";

/** A word, or what stands between two words. */
export interface Token {
  text: string;
  start: number;
  end: number;
  word: boolean;
}

// Letters, marks and digits; a point, comma, colon, apostrophe or hyphen between two of them does not end a word.
const WORD = /[\p{L}\p{M}\p{N}_]+(?:[’'.,:\-‑–][\p{L}\p{M}\p{N}_]+)*/gu;

/** Cut a text that begins at character `start` of its report into words and what stands between them. */
export function tokenize(text: string, start: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  let unit = 0;
  const take = (piece: string, word: boolean): void => {
    if (!piece) return;
    const length = [...piece].length;
    tokens.push({ text: piece, start: at, end: at + length, word });
    at += length;
  };
  for (const found of text.matchAll(WORD)) {
    take(text.slice(unit, found.index), false);
    take(found[0], true);
    unit = found.index + found[0].length;
  }
  take(text.slice(unit), false);
  return tokens;
}

/** Return the smallest span of whole words that holds two characters, in either order; null where there is no word. */
export function snap(tokens: readonly Token[], one: number, other: number): Span | null {
  const [first, last] = one <= other ? [one, other] : [other, one];
  const met = tokens.filter((token) => token.word && token.start <= last && token.end > first);
  return met.length ? [(met[0] as Token).start, (met[met.length - 1] as Token).end] : null;
}

/** Move one edge of a span outward by a word; at the end of the text the span stays. */
export function grow(tokens: readonly Token[], span: Span, edge: Edge): Span {
  const words = tokens.filter((token) => token.word);
  if (edge === "end") return [span[0], words.find((word) => word.end > span[1])?.end ?? span[1]];
  return [words.findLast((word) => word.start < span[0])?.start ?? span[0], span[1]];
}

/** Move one edge of a span inward by a word; the last word stays. */
export function shrink(tokens: readonly Token[], span: Span, edge: Edge): Span {
  const inside = tokens.filter((token) => token.word && token.start >= span[0] && token.end <= span[1]);
  if (inside.length < 2) return span;
  if (edge === "end") return [span[0], (inside[inside.length - 2] as Token).end];
  return [(inside[1] as Token).start, span[1]];
}

/** Return the words of a span of a text that begins at character `start`. */
export function cutSpan(text: string, start: number, span: Span): string {
  return [...text].slice(span[0] - start, span[1] - start).join("");
}
