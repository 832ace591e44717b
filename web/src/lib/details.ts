/** Fetch all that the screen of an item needs. */
import { api, MovedError } from "./api";
import type { Detail } from "./cluster";
import type { ClaimCard } from "./types";

/** Claims of other items that speak to the same toll or control are shown beside those of the item, up to this many. */
const OTHERS = 12;

export function isEvent(id: string): boolean {
  return id.startsWith("evt-");
}

/** @throws MovedError where an event has another id now. */
export async function loadDetail(id: string): Promise<Detail> {
  return isEvent(id) ? ofEvent(id) : ofClaim(id);
}

async function ofEvent(id: string): Promise<Detail> {
  const { event, claims, findings, tolls, control = [], links, fits, copies, decisions, differences } = await api.event(id);
  if (event.id !== id) throw new MovedError(id, event.id);
  const own = claims.map((claim) => claim.id);
  const others = await loadOthers(own, [...tolls, ...control].flatMap((row) => [...row.support, ...row.against]));
  return { id, event, claims: [...claims, ...others], own, findings, tolls, control, links, fits, copies, decisions, differences };
}

async function ofClaim(id: string): Promise<Detail> {
  const { card, tolls, control, findings, decisions } = await api.why(id);
  const spoken = [...tolls, ...control].flatMap((row) => [...row.support, ...row.against]);
  const others = await loadOthers([card.id], spoken);
  const none = { links: [], fits: [], copies: [], differences: [] };
  return { id, event: null, claims: [card, ...others], own: [card.id], findings, tolls, control, decisions, ...none };
}

async function loadOthers(own: readonly string[], spoken: readonly string[]): Promise<ClaimCard[]> {
  const wanted = [...new Set(spoken)].filter((claim) => !own.includes(claim)).slice(0, OTHERS);
  return wanted.length ? api.claims(wanted) : [];
}
