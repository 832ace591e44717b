/** Which rows of a long table are drawn: those in view and some about them. */

export interface Window {
  first: number;
  end: number;
  before: number;
  after: number;
}

export function windowOf(scrolled: number, height: number, row: number, total: number, spare = 10): Window {
  const first = Math.max(0, Math.min(total, Math.floor(scrolled / row) - spare));
  const end = Math.min(total, Math.max(first, Math.ceil((scrolled + height) / row) + spare));
  return { first, end, before: first * row, after: (total - end) * row };
}
