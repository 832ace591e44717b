/** Names on a picture of a map: how they are broken into lines, and which of them have room. */

/** The left, top, right and bottom of what some words cover. */
export type Box = readonly [number, number, number, number];

/** Break words into lines of about one length, none wider than can be helped; breaks that stand in the text are kept. */
export function breakLines(text: string, most: number, measure: (words: string) => number): string[] {
  return text.split("\n").flatMap((piece) => {
    const wide = measure(piece);
    return breakPiece(piece.split(" "), wide / Math.max(1, Math.ceil(wide / most)), measure);
  });
}

/** Break words where lines differ least from a length; the last may rather be short than long. */
function breakPiece(words: string[], length: number, measure: (words: string) => number): string[] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end++) {
    let found = { cost: Infinity, from: 0 };
    for (let from = 0; from < end; from++) {
      const wide = measure(words.slice(from, end).join(" "));
      const weight = end === words.length ? (wide < length ? 0.5 : 2) : 1;
      const cost = (best[from]?.cost ?? 0) + weight * (wide - length) ** 2;
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const lines: string[] = [];
  for (let end = words.length; end > 0; end = best[end]?.from ?? 0) lines.unshift(words.slice(best[end]?.from, end).join(" "));
  return lines;
}

/** What is still free on a picture. */
export class Room {
  readonly #taken: Box[] = [];

  /** Take a box; false where something lies in it already. */
  take(box: Box): boolean {
    const [left, top, right, bottom] = box;
    if (this.#taken.some((other) => left < other[2] && right > other[0] && top < other[3] && bottom > other[1])) return false;
    this.#taken.push(box);
    return true;
  }
}
