/** What the filters offer and how their choices change. */
import { FAMILIES, familyOf, type Family } from "./kinds";
import type { Shown } from "./address";

export interface FamilyTypes {
  family: Family;
  types: { type: string; count: number }[];
  count: number;
}

/** Group the types of a record by family, with the number of events of each; families without any are left out. */
export function groupTypes(types: readonly string[], typeOf: ArrayLike<number>): FamilyTypes[] {
  const counts = new Int32Array(types.length);
  for (let at = 0; at < typeOf.length; at++) counts[typeOf[at] as number] = (counts[typeOf[at] as number] as number) + 1;
  return FAMILIES.map((family) => {
    const members = types.flatMap((type, at) => (familyOf(type) === family && counts[at] ? [{ type, count: counts[at] as number }] : []));
    members.sort((a, b) => b.count - a.count || a.type.localeCompare(b.type));
    return { family, types: members, count: members.reduce((sum, member) => sum + member.count, 0) };
  }).filter((group) => group.types.length);
}

/** Add values to a list or, where all of them are in it, take them out. */
export function toggle(chosen: readonly string[], values: readonly string[]): string[] {
  if (values.every((value) => chosen.includes(value))) return chosen.filter((value) => !values.includes(value));
  return [...chosen, ...values.filter((value) => !chosen.includes(value))];
}

export const NO_FILTER = { from: null, to: null, reach: null, types: [], states: [], reviews: [], places: [], actors: [], q: "" } satisfies Partial<Shown>;

export function isFiltered(shown: Shown): boolean {
  const lists = [shown.types, shown.states, shown.reviews, shown.places, shown.actors];
  return lists.some((list) => list.length > 0) || shown.from !== null || shown.to !== null || shown.q !== "";
}

export interface Choice {
  id: string;
  name: string;
  native?: string | null;
  count: number;
}

/** Return the choices whose name or id holds the words typed, those that begin with them first, then the most frequent. */
export function matchChoices(choices: readonly Choice[], typed: string, limit: number): Choice[] {
  const words = fold(typed);
  const found: { choice: Choice; rank: number }[] = [];
  for (const choice of choices) {
    const name = fold(choice.name);
    const rank = name.startsWith(words) ? 0 : name.includes(words) ? 1 : choice.native?.includes(typed.trim()) ? 1 : fold(choice.id).includes(words) ? 2 : 3;
    if (rank < 3) found.push({ choice, rank });
  }
  found.sort((a, b) => a.rank - b.rank || b.choice.count - a.choice.count || a.choice.name.localeCompare(b.choice.name));
  return found.slice(0, limit).map(({ choice }) => choice);
}

/** Fold case and accents, so that `Sirt` finds `Şırt`. */
export function fold(words: string): string {
  return words.trim().normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Count events by place. */
export function placeCounts(places: number, placeOf: ArrayLike<number>): Int32Array {
  const counts = new Int32Array(places);
  for (let at = 0; at < placeOf.length; at++) {
    const place = placeOf[at] as number;
    if (place >= 0) counts[place] = (counts[place] as number) + 1;
  }
  return counts;
}

/** Count events by actor: those in which one acts or is acted on, once each. */
export function actorCounts(actors: number, acting: readonly (readonly number[])[], acted: readonly (readonly number[])[]): Int32Array {
  const counts = new Int32Array(actors);
  acting.forEach((doers, at) => {
    const targets = acted[at] ?? [];
    for (const actor of doers) counts[actor] = (counts[actor] as number) + 1;
    for (const actor of targets) if (!doers.includes(actor)) counts[actor] = (counts[actor] as number) + 1;
  });
  return counts;
}
