/** The modules that draw live maps, fetched once somebody needs a map, and the outlines with them. */
import { loadLand } from "./land";

export type Modules = [typeof import("./atlas"), typeof import("./layers"), typeof import("./live")];

export function loadMap(): Promise<Modules> {
  void loadLand("wide").catch(() => undefined);
  return Promise.all([import("./atlas"), import("./layers"), import("./live")]);
}
