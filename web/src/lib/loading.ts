/** The modules that draw maps, fetched once somebody needs a map, and the outlines with them. */
import { loadLand } from "./land";

export function loadMap(): Promise<[typeof import("./atlas"), typeof import("./layers"), typeof import("./signs")]> {
  void loadLand("wide").catch(() => undefined);
  return Promise.all([import("./atlas"), import("./layers"), import("./signs")]);
}
