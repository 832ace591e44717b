/** Which rows of a long list are drawn: those in view and a few around them. */

export interface Stretch {
  /** First row drawn, and the row after the last. */
  first: number;
  end: number;
}

/** Return the rows to draw for a list scrolled down by `top` pixels, with `over` rows around the view. */
export function inView(top: number, height: number, row: number, count: number, over = 8): Stretch {
  const first = Math.max(0, Math.floor(top / row) - over);
  const end = Math.min(count, Math.ceil((top + height) / row) + over);
  return { first: Math.min(first, count), end: Math.max(end, Math.min(first, count)) };
}

/** Return where a list must be scrolled to so that a row is in view; as it is where the row is already. */
export function scrollTo(at: number, top: number, height: number, row: number): number {
  if (at * row < top) return at * row;
  if ((at + 1) * row > top + height) return Math.max(0, (at + 1) * row - height);
  return top;
}

/** Return the row that a key moves to; null where the key moves nothing. */
export function moved(key: string, at: number, count: number, inPage: number): number | null {
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + inPage,
    PageUp: at - inPage,
    Home: 0,
    End: count - 1,
  };
  const wanted = to[key];
  if (wanted === undefined || count === 0) return null;
  return Math.max(0, Math.min(count - 1, wanted));
}
