/** Which rows of a long table are drawn: those in view and some about them. */

export interface Window {
  first: number;
  end: number;
  before: number;
  after: number;
}

export function windowOf(scrolled: number, height: number, row: number, total: number, spare = 10): Window {
  // A list that has become shorter than what was scrolled away still shows its end.
  const top = Math.min(Math.floor(scrolled / row), total - Math.ceil(height / row));
  const first = Math.max(0, top - spare);
  const end = Math.min(total, Math.max(first, Math.max(0, top) + Math.ceil(height / row) + 1 + spare));
  return { first, end, before: first * row, after: (total - end) * row };
}
