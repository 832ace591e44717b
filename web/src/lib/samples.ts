/** Small records for tests. */
import type { Overview } from "./types";

type Event = { [Name in keyof Overview["events"]]?: Overview["events"][Name] extends (infer Value)[] | undefined ? Value : never };

/** Make the columns of some events; what is not given is empty. Places are Zliten and Ajdabiya, actors A and B. */
export function makeOverview(events: readonly Event[]): Overview {
  const column = <Value>(name: keyof Event, empty: Value): Value[] => events.map((event) => (event[name] === undefined ? empty : event[name]) as Value);
  return {
    build: "digest-of-the-build",
    places: {
      id: ["zliten", "ajdabiya"],
      name: ["Zliten", "Ajdabiya"],
      native: [null, null],
      lon: [14.5, 20.2],
      lat: [32.4, 30.7],
      radius_km: [3, 3],
      precision: [1, 1],
      kind: ["town", "town"],
      country: ["LBY", "LBY"],
    },
    actors: { id: ["a", "b"], name: ["A", "B"] },
    events: {
      id: events.map((event, at) => event.id ?? `evt-${at}`),
      type: column("type", 0),
      place: column("place", -1),
      from: column("from", null),
      to: column("to", null),
      grain: column("grain", 0),
      state: column("state", 0),
      review: column("review", 0),
      claims: column("claims", 1),
      reports: column("reports", 1),
      independent: column("independent", 1),
      actors: column("actors", []),
      targets: column("targets", []),
      killed: column("killed", null),
      killed_low: column("killed_low", null),
      killed_high: column("killed_high", null),
    },
    types: ["armed_clash", "air_strike"],
    grains: ["day"],
    states: ["single", "disputed"],
    reviews: ["unreviewed", "accepted"],
    control: [],
  };
}
