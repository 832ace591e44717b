/** The JSON of the server; docs/openapi.json says the same. */

export type Review = "unreviewed" | "accepted" | "corrected" | "rejected";
export type Stance = "asserted" | "denied" | "doubted" | "ordered" | "threatened" | "hypothetical";

export interface Session {
  name: string | null;
  can_rename: boolean;
}

export interface Project {
  name: string;
  built: string | null;
  code: string;
  packs: [string, string][];
  counts: Record<"reports" | "claims" | "events" | "tolls" | "control" | "failures" | "decisions", number>;
  ledger: number;
  pending: number;
  build: { state: "idle" | "running" | "failed"; done: number; total: number; message: string | null };
  types: Record<string, { title: string; kind: "event" | "state" | "toll" }>;
  harms: string[];
  /** The policies by which tolls can be chosen, that of the build first. */
  policies: Record<string, { title: string; source: string }>;
  policy: string;
  sources: number;
  basemap: boolean;
  notice: string;
}

export interface Overview {
  build: string;
  places: {
    id: string[];
    name: string[];
    native: (string | null)[];
    lon: (number | null)[];
    lat: (number | null)[];
    radius_km: (number | null)[];
    precision: (number | null)[];
    kind: (string | null)[];
    country: (string | null)[];
  };
  actors: { id: string[]; name: string[] };
  events: {
    id: string[];
    type: number[];
    place: number[];
    from: (number | null)[];
    to: (number | null)[];
    grain: number[];
    state: number[];
    review: number[];
    claims: number[];
    reports: number[];
    independent: number[];
    actors: number[][];
    targets: number[][];
    /** Best of the killed, with its bounds; null = unknown or open. */
    killed: (number | null)[];
    killed_low?: (number | null)[];
    killed_high?: (number | null)[];
  };
  types: string[];
  grains: string[];
  states: string[];
  reviews: string[];
  control: ControlSpan[];
}

/** A stretch of control in the overview: places and holders as indices, days since 1970. */
export interface ControlSpan {
  id: string;
  place: number;
  from: number | null;
  to: number | null;
  /** Last day of which a claim tells. */
  told: number | null;
  state: "held" | "contested" | "besieged";
  holder: number | null;
  share: number | string | null;
  basis: "claimed" | "agreed" | "disputed" | "human";
  confidence: number;
  independent: number;
}

export interface Actor {
  id: string | null;
  name: string;
  surface?: string;
}

export interface Place {
  id: string | null;
  name: string;
  surface?: string;
  lon: number | null;
  lat: number | null;
  radius_km: number | null;
  precision: number | null;
}

export interface Time {
  earliest: string | null;
  latest: string | null;
  grain: string;
  how: string;
  surface?: string | null;
}

export interface Figure {
  harm: string;
  low: number | null;
  high: number | null;
  qualifier: string;
  group: Actor | null;
  status: "civilian" | "fighter" | "mixed" | null;
  of_whom: { who: string; low: number | null; high: number | null }[];
  scope: "event" | "period" | "running_total";
}

export interface Speaker {
  surface: string;
  name: string | null;
  role: string | null;
  party: Actor | null;
  channel: string | null;
}

export interface Claim {
  id: string;
  report: { id: string; uri: string; outlet: string | null; published: Published };
  type: string;
  kind: "event" | "state" | "toll";
  actor: Actor | null;
  actors: Actor[];
  target: Actor | null;
  targets: Actor[];
  weapon: string | null;
  place: Place | null;
  time: Time | null;
  figures: Figure[];
  share: number | string | null;
  stance: Stance;
  background: boolean;
  speaker: Speaker | null;
  said_on: string | null;
  quote: string;
  start: number;
  end: number;
  found_by: string[];
  score: number;
  review: Review;
  event: string | null;
}

export interface Mark {
  role: string;
  start: number;
  end: number;
  surface: string;
}

export interface ClaimCard extends Claim {
  title: string | null;
  /** The rule that read the claim. */
  rule?: string;
  sentence: { text: string; start: number; end: number } | null;
  before: string | null;
  after: string | null;
  marks: Mark[];
  /** The review state that the next build gives the claim, where that is another. */
  pending: Review | null;
  decisions: string[];
  /** Who noted that they are not sure of the claim. */
  unsure?: string[];
  copy_of: string | null;
}

export interface Published {
  earliest: string | null;
  latest: string | null;
  how: string;
}

export interface ReportRow {
  id: string;
  uri: string;
  title: string | null;
  outlet: string | null;
  agency: string | null;
  language: string | null;
  published: Published;
  copy_of: string | null;
  claims: number;
}

export interface EventRow {
  id: string;
  type: string;
  actors: Actor[];
  targets: Actor[];
  place: Place | null;
  time: Time | null;
  claims: string[];
  reports: number;
  independent: number;
  state: string;
  review: Review;
}

export interface TollRow {
  id: string;
  group: Actor | null;
  harm: string;
  scope: string;
  place: Place | null;
  time: Time | null;
  low: number | null;
  best: number | null;
  high: number | null;
  state: string;
  basis: string;
  policy: string;
  independent: number;
  support: string[];
  against: string[];
  within: string[];
}

export interface ControlRow {
  id: string;
  place: Place;
  from: string | null;
  to: string | null;
  last_told: string | null;
  state: "held" | "contested" | "besieged";
  holder: Actor | null;
  share: number | string | null;
  basis: string;
  independent: number;
  confidence: number;
  support: string[];
  against: string[];
}

export interface FindingRow {
  id: string;
  subject: string;
  field: string;
  value: string | null;
  low: number | null;
  high: number | null;
  state: string;
  sentence: string;
  policy: string;
  decision: string | null;
  independent: number;
  support: string[];
  against: string[];
}

export interface LinkRow {
  claim_a: string;
  claim_b: string;
  score: number;
  parts: { feature: string; value: number; weight: number }[];
}

export interface CopyRow {
  report: string;
  first: string;
  how: string;
}

export interface DecisionRow {
  id: string;
  at: string;
  by: string;
  kind: string;
  state: "applied" | "pending" | "orphan" | "conflict" | "undone";
  reason: string;
  claims: (string | null)[];
  quotes: string[];
  uris: string[];
  role: string | null;
  words: string | null;
  to: string | null;
  subject: string | null;
  field: string | null;
  value: string | null;
  note: string | null;
  undoes: string | null;
  undone_by: string | null;
  conflicts: string[];
}

export interface FailureRow {
  stage: string;
  uri: string;
  source: string;
  code: string;
  message: string;
  remedy: string;
}

/** What a person set, and the machine would now read otherwise. */
export interface Difference {
  claim?: string;
  subject?: string;
  field: string;
  human: string | null;
  machine: string | null;
  decision: string;
}

/** A place that is named on the map, with its inhabitants; 0 = not known. */
export interface NamedSpot extends NamedId {
  lon: number;
  lat: number;
  people: number;
}

/** Why the claims of a telling are of an event, with what speaks for it and against it in bits. */
export interface FitInfo {
  claims: string[];
  posterior: number;
  reasons: { feature: string; says: string; bits: number }[];
}

export interface EventDetail {
  event: EventRow;
  claims: ClaimCard[];
  findings: FindingRow[];
  tolls: TollRow[];
  /** The stretches of control that its claims support or speak against. */
  control?: ControlRow[];
  links: LinkRow[];
  fits: FitInfo[];
  copies: CopyRow[];
  decisions: DecisionRow[];
  differences: Difference[];
}

export interface Candidate {
  target: string | null;
  name: string;
  score: number;
  why: string;
}

export interface ResolutionRow {
  start: number;
  end: number;
  kind: string;
  surface: string;
  target: string | null;
  name: string;
  state: "sure" | "unsure" | "unknown" | "human";
  reason: string;
  candidates: Candidate[];
}

export interface ReportDetail {
  report: ReportRow;
  byline: string | null;
  url: string | null;
  published_surface: string | null;
  text: string;
  passages: { start: number; end: number; kind: string }[];
  claims: ClaimCard[];
  resolutions: ResolutionRow[];
  source: { sha256: string; media_type: string; encoding: string | null; size: number; verified: boolean };
  sightings: { uri: string; fetched_at: string | null }[];
}

export interface NamedId {
  id: string;
  name: string;
}

export interface PlaceDetail {
  place: Place & { native: string | null; kind: string | null; country: string | null; parents: NamedId[]; children: NamedId[] };
  control: (ControlRow & { claims: Record<string, ClaimCard> })[];
  events: string[];
  tolls: TollRow[];
  findings: FindingRow[];
}

export interface ActorDetail {
  id: string;
  name: string;
  kind: string | null;
  aliases: string[];
  parents: NamedId[];
  allegiance: { to: string; name: string; from: string | null; until: string | null }[];
  country: string | null;
  source: string | null;
  verified: boolean;
  events: string[];
  tolls: TollRow[];
  control: ControlRow[];
}

export interface Account {
  label: string;
  low: number | null;
  best: number | null;
  high: number | null;
  sum_of_parts: number | null;
  gap: number | null;
  /** Whether it is one of the parts that the whole's sum is made of; others overlap with these. */
  added: boolean;
  state: string | null;
  toll: string | null;
  claims: ClaimCard[];
  parts: Account[];
}

export interface SearchResult {
  claims: { id: string; quote: string; event: string | null; report: string }[];
  reports: { id: string; title: string | null; uri: string }[];
  events: string[];
  places: NamedId[];
  actors: NamedId[];
}

export interface Trays {
  unplaced: string[];
  undated: string[];
  failures: FailureRow[];
  orphans: DecisionRow[];
  conflicts: DecisionRow[];
  differences: Difference[];
}

export type Need = "disputed" | "territory" | "toll" | "score" | "unresolved";

export interface QueueItem {
  id: string;
  needs: Need[];
  weight: number;
  state: Review;
  label: string;
  claims: string[];
  unsure?: string[];
}

export interface Queue {
  total: number;
  reviewed: number;
  needs: Record<Need, number>;
  states: Record<Review, number>;
  items: QueueItem[];
}

export type NewDecision =
  | { kind: "accept_claim" | "reject_claim" | "unsure"; claim: string }
  | { kind: "fix_role"; claim: string; role: string; words: string | null; start?: number | null; to: string | null }
  | { kind: "resolve_as"; claim: string; role: string; words: string | null; to: string }
  | { kind: "same_event" | "not_same_event"; a: string; b: string }
  | { kind: "set_finding"; subject: string; field: string | null; value: string }
  | { kind: "undo"; decision: string };

export interface Written {
  written: { id: string; effect: string; kind: string }[];
  ledger: number;
}

export interface Added {
  new: number;
  known: number;
  failures: FailureRow[];
}

export interface Lookup {
  id: string;
  name: string;
  detail: string;
}

/** Everything that a claim rests on: what `sijil why CLAIM --json` prints, with the claim's card. */
export interface ClaimWhy {
  claim: Claim;
  card: ClaimCard;
  sentences: { start: number; end: number; kind: string; text: string; marks: Mark[] }[];
  rule: { id: string; file: string | null; line: number | null };
  review: { state: Review; decisions: string[]; fixes: { role: string; words: string | null; to: string | null; decision: string }[] };
  resolutions: { role: string; surface: string | null; target: string | null; name: string; state: string; reason: string; candidates: Candidate[] }[];
  page: { report: string; uri: string; title: string | null; outlet: string | null; agency: string | null; byline: string | null };
  bytes: {
    start: number;
    end: number;
    raw_start: number;
    raw_end: number;
    raw: string;
    left_out: number;
    boxes: { page: number; left: number; bottom: number; right: number; top: number }[];
  }[];
  source: { sha256: string; media_type: string; encoding: string | null; encoding_how: string; size: number; verified: boolean };
  /** The tolls and stretches of control that the claim supports or speaks against, with their findings. */
  tolls: TollRow[];
  control: ControlRow[];
  findings: FindingRow[];
  decisions: DecisionRow[];
}
