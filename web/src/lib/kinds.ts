/** The families of claim types that maps and timelines colour by; colours after Okabe and Ito, safe for the colour-blind. */

export type Family = "fighting" | "bombardment" | "people" | "territory" | "other";

export const FAMILIES: readonly Family[] = ["fighting", "bombardment", "people", "territory", "other"];

export const FAMILY_TITLES: Record<Family, string> = {
  fighting: "Fighting",
  bombardment: "Strikes and explosions",
  people: "Violence against people",
  territory: "Territory",
  other: "Other",
};

/** Where there is little room. */
export const FAMILY_WORDS: Record<Family, string> = {
  fighting: "Fighting",
  bombardment: "Strikes",
  people: "Against people",
  territory: "Territory",
  other: "Other",
};

/** The same values stand in app.css as --family-…; a map can't read them from there. */
export const FAMILY_COLOURS: Record<Family, string> = {
  fighting: "#d55e00",
  bombardment: "#b8860b",
  people: "#b04a86",
  territory: "#0072b2",
  other: "#00805c",
};

const MEMBERS: Record<Exclude<Family, "other">, readonly string[]> = {
  fighting: ["armed_clash", "attack", "offensive", "advance"],
  bombardment: ["air_strike", "shelling", "explosion", "suicide_bombing", "aircraft_lost"],
  people: ["killing", "abduction", "arrest", "release", "sexual_violence", "looting", "toll"],
  territory: ["territory_gained", "territory_left", "control", "contested", "siege"],
};

/** Return the family of a claim type; a type that a pack added is of the family `other`. */
export function familyOf(type: string): Family {
  for (const family of ["fighting", "bombardment", "people", "territory"] as const) {
    if (MEMBERS[family].includes(type)) return family;
  }
  return "other";
}

/** Write a type as people read it where the packs give it no title. */
export function sayType(type: string, titles: Record<string, { title: string }> = {}): string {
  return titles[type]?.title ?? type.replaceAll("_", " ");
}
