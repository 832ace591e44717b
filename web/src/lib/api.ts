/** One function per request. Nothing is asked of another origin: the content-security policy would refuse it. */
import type * as t from "./types";

/** What the server said no with: what is wrong, and what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly what: string,
    readonly remedy: string,
  ) {
    super(what);
  }
}

/** An event is no longer named as it was asked for. */
export class MovedError extends ApiError {
  constructor(
    from: string,
    readonly to: string,
  ) {
    super(404, `${from} has moved to ${to}`, "open that one");
  }
}

type Query = Record<string, string | number | null | undefined>;

function address(path: string, query: Query = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const words = asked.toString();
  return `/api/${path}${words ? `?${words}` : ""}`;
}

async function ask<T>(url: string, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, credentials: "same-origin" });
  } catch {
    throw new ApiError(0, "the server does not answer", "see whether `sijil serve` still runs, then try again");
  }
  if (answer.ok) return (await answer.json()) as T;
  const said: unknown = await answer.json().catch(() => null);
  const error = said as { what?: string; remedy?: string } | null;
  throw new ApiError(
    answer.status,
    error?.what ?? `the server answered ${answer.status}`,
    error?.remedy ?? "load the page again",
  );
}

const get = <T>(path: string, query?: Query): Promise<T> => ask<T>(address(path, query));
const send = <T>(method: "POST" | "PUT", path: string, body: unknown): Promise<T> =>
  ask<T>(address(path), { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const one = (id: string): string => encodeURIComponent(id);

/** What is known of a file, as headers; they hold no letters beyond Latin ones, so these are percent-encoded. */
function headersOf(given: { published?: string; outlet?: string }): Record<string, string> {
  const said = { "X-Sijil-Published": given.published, "X-Sijil-Outlet": given.outlet };
  return Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value ? [[name, encodeURIComponent(value)]] : [])));
}

export const api = {
  session: () => get<t.Session>("session"),
  rename: (name: string) => send<t.Session>("PUT", "session", { name }),
  project: () => get<t.Project>("project"),
  overview: (build: string) => get<t.Overview>("overview", { build }),
  event: (id: string) => get<t.EventDetail>(`events/${one(id)}`),
  claims: (ids: readonly string[]) => get<t.ClaimCard[]>("claims", { ids: ids.join(",") }),
  why: (claim: string) => get<t.ClaimWhy>(`claims/${one(claim)}`),
  reports: () => get<t.ReportRow[]>("reports"),
  report: (id: string) => get<t.ReportDetail>(`reports/${one(id)}`),
  raw: (id: string, start: number, end: number) =>
    get<{ start: number; end: number; text: string }>(`reports/${one(id)}/raw`, { start, end }),
  place: (id: string) => get<t.PlaceDetail>(`places/${one(id)}`),
  actors: () => get<(t.NamedId & { events: number })[]>("actors"),
  actor: (id: string) => get<t.ActorDetail>(`actors/${one(id)}`),
  control: () => get<t.ControlRow[]>("control"),
  tolls: (policy?: string) => get<t.TollRow[]>("tolls", { policy }),
  account: (query: { from?: string; to?: string; place?: string; group?: string; harm?: string; policy?: string }) =>
    get<t.Account>("tolls/account", query),
  search: (q: string, limit = 50) => get<t.SearchResult>("search", { q, limit }),
  trays: () => get<t.Trays>("trays"),
  decisions: () => get<t.DecisionRow[]>("decisions"),
  queue: (query: { need?: string | null; state?: string; offset?: number; limit?: number }) => get<t.Queue>("queue", query),
  decide: (decisions: readonly t.NewDecision[], note: string | null = null) =>
    send<t.Written>("POST", "decisions", { decisions, note }),
  build: () => send<unknown>("POST", "build", {}),
  addFile: (file: File, given: { published?: string; outlet?: string } = {}) =>
    ask<t.Added>(address("files", { name: file.name }), {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", ...headersOf(given) },
      body: file,
    }),
  lookup: (kind: "place" | "actor", q: string) => get<t.Lookup[]>("lookup", { kind, q }),
  names: (zoom: number, x: number, y: number) => get<t.NamedSpot[]>(`names/${zoom}/${x}/${y}`),
};
