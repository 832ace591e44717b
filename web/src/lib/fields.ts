/**
 * Claims side by side: a row per field, a cell per claim, and where they contradict each other.
 *
 * Two values *differ* where they are not the same, and *conflict* where both cannot hold: a different day is a conflict,
 * "the army" beside "an army brigade" only differs. Who speaks, in which outlet and when is never in conflict.
 */
import { sayTime, toDay } from "./days";
import { distance } from "./geo";
import { sayType } from "./kinds";
import { sayFigure, saySpeaker } from "./words";
import type { Actor, ClaimCard, CopyRow, Figure, LinkRow } from "./types";

/** A cell: what a claim says of a field, as the register knows it and in the report's words. */
export interface FieldCell {
  claim: string;
  /** Empty where the claim does not say. */
  text: string;
  /** The report's own words, where they are others. */
  words: string | null;
}

export interface FieldRow {
  /** Name of the field; a harm is `figures.killed`. */
  field: string;
  title: string;
  /** One cell per claim, in the order of the claims. */
  cells: FieldCell[];
  /** Whether at least two claims say something, and all that do say the same: nothing to look at. */
  same: boolean;
  /** Whether two claims give values that are not the same. */
  differs: boolean;
  /** Whether two claims give values that cannot both hold. */
  conflict: boolean;
  /** What is in conflict, in words; null where nothing is. */
  why: string | null;
}

type Types = Record<string, { title: string }>;

interface Field {
  name: string;
  title: string;
  text: (claim: ClaimCard, types: Types) => string;
  words?: (claim: ClaimCard) => string | null;
  /** Say why two values that are both given cannot both hold; null where they can. */
  clash?: (a: ClaimCard, b: ClaimCard) => string | null;
  /** Feature of links by which the machine found two values of this field alike: then they do not clash. */
  feature?: string;
  /** Whether unequal values of this field tell nothing: every claim has a speaker of its own. */
  own?: boolean;
  /** Whether the row is left out where no claim says anything. */
  optional?: boolean;
}

const names = (parties: readonly Actor[]): string => parties.map((party) => party.name).join(", ");
const surfaces = (parties: readonly Actor[]): string => parties.map((party) => party.surface ?? party.name).join(", ");

const FIELDS: readonly Field[] = [
  { name: "type", title: "type", text: (claim, types) => sayType(claim.type, types) },
  {
    name: "stance",
    title: "stance",
    text: (claim) => claim.stance + (claim.background ? ", as history" : ""),
    clash: (a, b) => (isAgainst(a) === isAgainst(b) ? null : "one says it happened, another denies or doubts it"),
  },
  {
    name: "actor",
    title: "actor",
    text: (claim) => names(claim.actors),
    words: (claim) => surfaces(claim.actors),
    clash: (a, b) => clashOfParties(a.actors, b.actors, "different actors are named"),
    feature: "actors",
  },
  {
    name: "target",
    title: "target",
    text: (claim) => names(claim.targets),
    words: (claim) => surfaces(claim.targets),
    clash: (a, b) => clashOfParties(a.targets, b.targets, "different targets are named"),
    feature: "targets",
  },
];

const AFTER_FIGURES: readonly Field[] = [
  { name: "weapon", title: "weapon", text: (claim) => claim.weapon ?? "", optional: true },
  { name: "share", title: "share", text: (claim) => sayShare(claim.share), optional: true },
  {
    name: "place",
    title: "place",
    text: (claim) => claim.place?.name ?? "",
    words: (claim) => claim.place?.surface || null,
    clash: clashOfPlaces,
  },
  {
    name: "time",
    title: "time",
    text: (claim) => (claim.time ? sayTime(claim.time) : ""),
    words: (claim) => claim.time?.surface ?? null,
    clash: clashOfTimes,
  },
  { name: "speaker", title: "speaker", text: (claim) => saySpeaker(claim.speaker, claim.report.outlet), own: true },
  { name: "said_on", title: "said on", text: (claim) => sayDayOf(claim.said_on), own: true, optional: true },
  { name: "outlet", title: "outlet", text: (claim) => claim.report.outlet ?? claim.report.uri, own: true },
];

/**
 * Lay claims side by side; those that a person rejected stand in their cells but conflict with nothing.
 *
 * The links between the claims tell which parties are related, such as a brigade and the army that it is part of.
 */
export function fieldRows(claims: readonly ClaimCard[], types: Types = {}, links: readonly LinkRow[] = []): FieldRow[] {
  const harms = [...new Set(claims.flatMap((claim) => claim.figures.map((figure) => figure.harm)))];
  const fields = [...FIELDS, ...harms.map(harmField), ...AFTER_FIGURES];
  const related = relatedBy(links);
  return fields.map((field) => toRow(field, claims, types, related)).filter((row): row is FieldRow => row !== null);
}

function harmField(harm: string): Field {
  return {
    name: `figures.${harm}`,
    title: harm.replaceAll("_", " "),
    text: (claim) => ofHarm(claim, harm).map(sayFigureFully).join("; "),
    clash: (a, b) => clashOfFigures(ofHarm(a, harm), ofHarm(b, harm)),
  };
}

/** Which fields of which pairs of claims the machine found alike: `actors clm-1 clm-2`. */
function relatedBy(links: readonly LinkRow[]): Set<string> {
  const related = new Set<string>();
  for (const link of links) {
    for (const part of link.parts) {
      if (part.value > 0) related.add(`${part.feature} ${link.claim_a} ${link.claim_b}`).add(`${part.feature} ${link.claim_b} ${link.claim_a}`);
    }
  }
  return related;
}

function toRow(field: Field, claims: readonly ClaimCard[], types: Types, related: ReadonlySet<string>): FieldRow | null {
  const cells = claims.map((claim) => toCell(field, claim, types));
  const said = cells.filter((cell) => cell.text !== "");
  if (field.optional && !said.length) return null;
  const spoken = claims.filter((claim, at) => cells[at]?.text !== "" && !isRejected(claim));
  const { clash, feature } = field;
  const why = clash ? firstClash(spoken, (a, b) => (related.has(`${feature} ${a.id} ${b.id}`) ? null : clash(a, b))) : null;
  const values = new Set(said.map((cell) => fold(cell.text))).size;
  const same = !field.own && said.length > 1 && values === 1;
  const differs = !field.own && values > 1;
  return { field: field.name, title: field.title, cells, same, differs, conflict: why !== null, why };
}

function toCell(field: Field, claim: ClaimCard, types: Types): FieldCell {
  const text = field.text(claim, types);
  const words = field.words?.(claim) ?? null;
  return { claim: claim.id, text, words: words && fold(words) !== fold(text) ? words : null };
}

function firstClash(claims: readonly ClaimCard[], clash: (a: ClaimCard, b: ClaimCard) => string | null): string | null {
  for (let one = 0; one < claims.length; one++) {
    for (let other = one + 1; other < claims.length; other++) {
      const why = clash(claims[one] as ClaimCard, claims[other] as ClaimCard);
      if (why) return why;
    }
  }
  return null;
}

/** Tell whether a person rejected a claim, in the record or since. */
export function isRejected(claim: ClaimCard): boolean {
  return (claim.pending ?? claim.review) === "rejected";
}

const isAgainst = (claim: ClaimCard): boolean => claim.stance === "denied" || claim.stance === "doubted";

// -- values that cannot both hold --------------------------------------------------------------------------------------

function clashOfParties(a: readonly Actor[], b: readonly Actor[], why: string): string | null {
  if (!a.every((party) => party.id) || !b.every((party) => party.id)) return null;
  const shared = a.some((one) => b.some((other) => one.id === other.id || overlaps(one.name, other.name)));
  return shared ? null : why;
}

/** Tell whether one name holds the other: "Military of Iraq" and "Iraq" need not be two parties. */
function overlaps(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [fold(a), fold(b)] : [fold(b), fold(a)];
  return ` ${long} `.includes(` ${short} `);
}

function clashOfPlaces(a: ClaimCard, b: ClaimCard): string | null {
  if (!a.place || !b.place || (a.place.id && a.place.id === b.place.id)) return null;
  const apart = distance(a.place, b.place);
  if (apart === null) return null;
  const reach = (a.place.radius_km ?? 0) + (b.place.radius_km ?? 0);
  return apart > reach ? `two places ${Math.round(apart)} km apart` : null;
}

function clashOfTimes(a: ClaimCard, b: ClaimCard): string | null {
  const before = (one: string | null | undefined, other: string | null | undefined): boolean => {
    const [last, first] = [toDay(one), toDay(other)];
    return last !== null && first !== null && last < first;
  };
  const apart = before(a.time?.latest, b.time?.earliest) || before(b.time?.latest, a.time?.earliest);
  return apart ? "the days do not meet" : null;
}

interface Bounds {
  low: number;
  high: number;
}

/** Figures conflict where they count the same people and their bounds do not meet; a count of all is held against a sum. */
function clashOfFigures(a: readonly Figure[], b: readonly Figure[]): string | null {
  if (!a.length || !b.length || a[0]?.scope !== b[0]?.scope) return null;
  const pairs: [Bounds, Bounds][] = [];
  if (isOfAll(a) || isOfAll(b)) {
    pairs.push([sum(a), sum(b)]);
  } else {
    for (const one of a) for (const other of b) if (groupOf(one) === groupOf(other)) pairs.push([boundsOf(one), boundsOf(other)]);
  }
  const apart = pairs.find(([one, other]) => one.high < other.low || other.high < one.low);
  return apart ? `the figures do not meet: ${sayShort(apart[0])} and ${sayShort(apart[1])}` : null;
}

const ofHarm = (claim: ClaimCard, harm: string): Figure[] => claim.figures.filter((figure) => figure.harm === harm);
const groupOf = (figure: Figure): string => figure.group?.id ?? fold(figure.group?.name ?? figure.status ?? "");
const isOfAll = (figures: readonly Figure[]): boolean => figures.length === 1 && !figures[0]?.group?.id && !figures[0]?.status;
const boundsOf = (figure: Figure): Bounds => ({ low: figure.low ?? 0, high: figure.high ?? Infinity });

function sum(figures: readonly Figure[]): Bounds {
  const all = figures.map(boundsOf);
  return { low: all.reduce((total, one) => total + one.low, 0), high: all.reduce((total, one) => total + one.high, 0) };
}

function sayShort({ low, high }: Bounds): string {
  if (low === high) return String(low);
  return high === Infinity ? `at least ${low}` : `${low} to ${high}`;
}

// -- words -------------------------------------------------------------------------------------------------------------

const SCOPES: Record<string, string> = { period: " (over a period)", running_total: " (running total)" };

function sayFigureFully(figure: Figure): string {
  const parts = figure.of_whom.map((part) => `${part.low === part.high ? (part.low ?? "some") : `${part.low ?? "?"} to ${part.high ?? "?"}`} ${part.who}`);
  return sayFigure(figure) + (parts.length ? `, of whom ${parts.join(", ")}` : "") + (SCOPES[figure.scope] ?? "");
}

function sayShare(share: number | string | null): string {
  if (share === null) return "";
  return typeof share === "number" ? `${Math.round(share * 100)} percent` : share;
}

function sayDayOf(iso: string | null): string {
  return iso ? sayTime({ earliest: iso, latest: iso }) : "";
}

/** Fold a name for comparing: no case, no accents, no "the". */
export function fold(words: string): string {
  return words
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^the\s+/, "")
    .trim();
}

// -- columns -----------------------------------------------------------------------------------------------------------

/** A column: a claim, and the claims of copies of its report that say the same. */
export interface Column {
  /** A, B, … Z, AA: how people call the claim while it is on the screen. */
  letter: string;
  claim: ClaimCard;
  copies: ClaimCard[];
}

/**
 * Fold claims of copied reports into the claim of the first report; what contradicts it stays apart.
 *
 * Columns stand in the order in which their reports were published, those of an unknown day last.
 */
export function foldCopies(claims: readonly ClaimCard[], copies: readonly CopyRow[] = []): Column[] {
  const first = new Map(copies.map((copy) => [copy.report, copy.first]));
  const origin = (claim: ClaimCard): string => claim.copy_of ?? first.get(claim.report.id) ?? claim.report.id;
  const columns: Column[] = [];
  const late: ClaimCard[] = [];
  for (const claim of [...claims].sort(byDay)) {
    if (origin(claim) === claim.report.id) columns.push({ letter: "", claim, copies: [] });
    else late.push(claim);
  }
  for (const claim of late) {
    const own = columns.filter((column) => origin(column.claim) === origin(claim));
    const home = own.find((column) => repeats(column.claim, claim));
    if (home) home.copies.push(claim);
    else columns.push({ letter: "", claim, copies: [] });
  }
  return columns.map((column, at) => ({ ...column, letter: letterOf(at) }));
}

function byDay(a: ClaimCard, b: ClaimCard): number {
  const day = (claim: ClaimCard): string => claim.report.published.earliest ?? claim.report.published.latest ?? "9";
  const key = (claim: ClaimCard): string => `${day(claim)} ${claim.report.id}`;
  return key(a) === key(b) ? a.start - b.start : key(a) < key(b) ? -1 : 1;
}

function repeats(a: ClaimCard, b: ClaimCard): boolean {
  return a.type === b.type && !fieldRows([a, b]).some((row) => row.conflict || (row.field.startsWith("figures.") && row.differs));
}

export function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}
