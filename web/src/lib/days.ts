/** Days as whole numbers since 1970-01-01 (UTC), which is how times are compared and drawn. */

const DAY = 86_400_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** Read `2016-11-17`; null where it is no day. */
export function toDay(iso: string | null | undefined): number | null {
  if (!iso || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.round(at / DAY);
}

export function toIso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Write a day as people read it: 17 November 2016. */
export function sayDay(day: number): string {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Write an interval as shortly as it can be read: a day, a month, `3 to 9 May 2016`, or what is open. */
export function saySpan(from: number | null, to: number | null): string {
  if (from === null && to === null) return "unknown day";
  if (from === null) return `by ${sayDay(to as number)}`;
  if (to === null) return `from ${sayDay(from)}`;
  if (from === to) return sayDay(from);
  const first = new Date(from * DAY);
  const last = new Date(to * DAY);
  const wholeMonths = first.getUTCDate() === 1 && new Date((to + 1) * DAY).getUTCDate() === 1;
  const sameYear = first.getUTCFullYear() === last.getUTCFullYear();
  const sameMonth = sameYear && first.getUTCMonth() === last.getUTCMonth();
  const year = last.getUTCFullYear();
  if (wholeMonths && sameMonth) return `${MONTHS[last.getUTCMonth()]} ${year}`;
  if (wholeMonths && sameYear && first.getUTCMonth() === 0 && last.getUTCMonth() === 11) return String(year);
  if (sameMonth) return `${first.getUTCDate()} to ${sayDay(to)}`;
  if (sameYear) return `${first.getUTCDate()} ${MONTHS[first.getUTCMonth()]} to ${sayDay(to)}`;
  return `${sayDay(from)} to ${sayDay(to)}`;
}

export function sayTime(time: { earliest: string | null; latest: string | null } | null): string {
  return time ? saySpan(toDay(time.earliest), toDay(time.latest)) : "unknown day";
}

/** Write an interval for a narrow column: `17 Nov 2016`, `3–9 May 2016`, `May 2016`. */
export function shortSpan(from: number | null, to: number | null): string {
  if (from === null && to === null) return "unknown";
  if (from === null) return `by ${short(to as number)}`;
  if (to === null) return `from ${short(from)}`;
  const whole = saySpan(from, to);
  if (/^(\d{4}|[A-Z][a-z]+ \d{4})$/.test(whole)) return whole.replace(/^([A-Z][a-z]{2})[a-z]* /, "$1 ");
  if (from === to) return short(from);
  const [first, last] = [short(from).split(" "), short(to).split(" ")];
  if (first[2] !== last[2]) return `${first.join(" ")} – ${last.join(" ")}`;
  return first[1] === last[1] ? `${first[0]}–${last.join(" ")}` : `${first[0]} ${first[1]} – ${last.join(" ")}`;
}

function short(day: number): string {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]?.slice(0, 3)} ${date.getUTCFullYear()}`;
}
