/** The page's state as its URL: what is shown can be sent to somebody else and opened again. */
import { toDay, toIso } from "./days";

export const VIEWS = ["overview", "review", "events", "report", "place", "actor", "tolls", "trays"] as const;
export type View = (typeof VIEWS)[number];

/**
 * All that a page shows.
 *
 * `from` and `to` bound the days looked at, `at` is the day of the time cursor (days since 1970). `types`, `states`,
 * `reviews`, `places` and `actors` filter; none means all. `sel` is the selected event, claim, toll or stretch of
 * control, `item` the place in the queue, `pile` which part of the queue (null = what waits), `span` the characters of
 * a report to show. `reach` says which events the time cursor lets through: null = all, 0 = all up to the cursor,
 * n = those of the n days up to it. `off` names the layers of the map that are switched off. `group`, `harm` and
 * `policy` choose tolls.
 */
export interface Shown {
  view: View;
  from: number | null;
  to: number | null;
  at: number | null;
  reach: number | null;
  off: string[];
  types: string[];
  states: string[];
  reviews: string[];
  places: string[];
  actors: string[];
  q: string;
  sel: string | null;
  need: string | null;
  pile: string | null;
  item: string | null;
  report: string | null;
  place: string | null;
  actor: string | null;
  group: string | null;
  harm: string | null;
  policy: string | null;
  span: [number, number] | null;
  /** Column that events are sorted by, with a minus sign for downwards. */
  sort: string | null;
}

export const FIRST: Shown = {
  view: "overview",
  from: null,
  to: null,
  at: null,
  reach: null,
  off: [],
  types: [],
  states: [],
  reviews: [],
  places: [],
  actors: [],
  q: "",
  sel: null,
  need: null,
  pile: null,
  item: null,
  report: null,
  place: null,
  actor: null,
  group: null,
  harm: null,
  policy: null,
  span: null,
  sort: null,
};

const LISTS = ["types", "states", "reviews", "places", "actors", "off"] as const;
const DAYS = ["from", "to", "at"] as const;
const WORDS = ["sel", "need", "pile", "item", "report", "place", "actor", "group", "harm", "policy", "sort"] as const;

/** Read the query of a URL; what makes no sense there is left out. */
export function readQuery(query: string): Shown {
  const given = new URLSearchParams(query);
  const shown: Shown = { ...FIRST };
  const view = given.get("view") as View | null;
  if (view && VIEWS.includes(view)) shown.view = view;
  for (const name of DAYS) shown[name] = toDay(given.get(name));
  for (const name of LISTS) shown[name] = (given.get(name) ?? "").split(",").filter(Boolean).map(decodeURIComponent);
  for (const name of WORDS) shown[name] = given.get(name) || null;
  const reach = given.get("reach") ?? "";
  if (/^\d{1,5}$/.test(reach)) shown.reach = Number(reach);
  shown.q = given.get("q") ?? "";
  const span = /^(\d+)-(\d+)$/.exec(given.get("span") ?? "");
  if (span) shown.span = [Number(span[1]), Number(span[2])];
  return shown;
}

/** Write the query of a URL; what is as at first is left out. */
export function writeQuery(shown: Shown): string {
  const query = new URLSearchParams();
  if (shown.view !== "overview") query.set("view", shown.view);
  for (const name of DAYS) {
    const day = shown[name];
    if (day !== null) query.set(name, toIso(day));
  }
  for (const name of LISTS) if (shown[name].length) query.set(name, shown[name].map(encodeURIComponent).join(","));
  for (const name of WORDS) {
    const word = shown[name];
    if (word) query.set(name, word);
  }
  if (shown.reach !== null) query.set("reach", String(shown.reach));
  if (shown.q) query.set("q", shown.q);
  if (shown.span) query.set("span", shown.span.join("-"));
  const words = query.toString();
  return words ? `?${words}` : "";
}
