/** Intervals of days laid out on a line of a given width. */
export interface Bar {
  x: number;
  width: number;
  /** Whether the interval is open at a side. */
  openStart: boolean;
  openEnd: boolean;
}

export interface Scale {
  first: number;
  last: number;
  at: (day: number) => number;
}

/** Make a scale that holds all days given, with a day to spare at both ends; null where no day is given. */
export function scaleOf(days: readonly (number | null)[], width: number): Scale | null {
  const known = days.filter((day): day is number => day !== null);
  if (!known.length) return null;
  const first = known.reduce((a, b) => Math.min(a, b)) - 1;
  const last = known.reduce((a, b) => Math.max(a, b)) + 1;
  return { first, last, at: (day) => ((day - first) * width) / (last + 1 - first) };
}

/** Lay an interval on a scale; a day is never thinner than two units, and an open side reaches the edge. */
export function barOf(scale: Scale, from: number | null, to: number | null): Bar | null {
  if (from === null && to === null) return null;
  const x = scale.at(from ?? scale.first);
  const end = scale.at((to ?? scale.last) + 1);
  return { x, width: Math.max(2, end - x), openStart: from === null, openEnd: to === null };
}
