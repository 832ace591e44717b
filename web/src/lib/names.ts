/** Names of places that the record does not name: the tiles of them that a map shows, each asked for once. */
import { api } from "./api";
import type { View } from "./crowd";
import { mercatorX, mercatorY } from "./mercator";
import type { NamedSpot } from "./types";

/** Farther out countries have their names, and towns would only crowd. */
const FAR = 4;
/** The closest zoom of which the server has tiles. */
const CLOSE = 12;
/** Tiles that are kept; a map of a large screen shows some twenty. */
const KEPT = 400;

export interface Tile {
  zoom: number;
  x: number;
  y: number;
}

/** Return the tiles that a map shows. */
export function tilesOf({ zoom, bounds: [west, south, east, north] }: View): Tile[] {
  if (zoom < FAR) return [];
  const level = Math.min(CLOSE, Math.floor(zoom));
  const side = 2 ** level;
  const [left, right] = [Math.floor(mercatorX(west) * side), Math.floor(mercatorX(east) * side)];
  const [top, bottom] = [Math.floor(mercatorY(north) * side), Math.floor(mercatorY(south) * side)];
  const found: Tile[] = [];
  for (let y = Math.max(0, top); y <= Math.min(side - 1, bottom); y++) {
    // Beyond 180 degrees the map shows the world again.
    for (let x = left; x <= right; x++) found.push({ zoom: level, x: ((x % side) + side) % side, y });
  }
  return found;
}

const kept = new Map<string, Promise<NamedSpot[]>>();

function ask({ zoom, x, y }: Tile): Promise<NamedSpot[]> {
  const key = `${zoom}/${x}/${y}`;
  let found = kept.get(key);
  if (!found) {
    found = api.names(zoom, x, y);
    kept.set(key, found);
    // A map without these names is a map; it is tried again when somebody comes back.
    found.catch(() => kept.delete(key));
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  }
  return found;
}

/** Return the places to be named on what a map shows; a tile that cannot be had is left out. */
export async function namesOf(view: View): Promise<NamedSpot[]> {
  const tiles = await Promise.allSettled(tilesOf(view).map(ask));
  return tiles.flatMap((tile) => (tile.status === "fulfilled" ? tile.value : []));
}
