/** The user's own base map, a PMTiles file given with --basemap: drawn quietly, as far as it has what is looked for. */
import type * as gl from "maplibre-gl";
import { addProtocol } from "maplibre-gl";
import type { Palette } from "./palette";

const SOURCE = "tiles";

type Tone = Exclude<{ [K in keyof Palette]: Palette[K] extends string ? K : never }[keyof Palette], "name">;

interface Wanted {
  id: string;
  /** What the layer is called in the schemas of Protomaps and OpenMapTiles. */
  layers: readonly string[];
  type: "fill" | "line";
  tone: Tone;
  width?: number;
  minzoom?: number;
}

const WANTED: readonly Wanted[] = [
  { id: "tiles-earth", layers: ["earth"], type: "fill", tone: "land" },
  { id: "tiles-water", layers: ["water"], type: "fill", tone: "water" },
  { id: "tiles-rivers", layers: ["waterway", "water"], type: "line", tone: "water", width: 1.2 },
  { id: "tiles-buildings", layers: ["buildings", "building"], type: "fill", tone: "border", minzoom: 13 },
  { id: "tiles-roads", layers: ["roads", "transportation"], type: "line", tone: "road", width: 1.2, minzoom: 6 },
  { id: "tiles-boundaries", layers: ["boundaries", "boundary"], type: "line", tone: "border", width: 0.8 },
];

interface VectorLayers {
  vector_layers?: { id: string }[];
}

/** Add the layers of the file below a layer of the map; a file that cannot be read leaves the map as it is. */
export async function addTiles(map: gl.Map, palette: Palette, before: string): Promise<void> {
  try {
    const { FetchSource, PMTiles, Protocol, TileType } = await import("pmtiles");
    const url = new URL("/api/basemap.pmtiles", window.location.origin).href;
    const tiles = new PMTiles(new FetchSource(url));
    const protocol = new Protocol();
    protocol.add(tiles);
    addProtocol("pmtiles", protocol.tile);
    const header = await tiles.getHeader();
    if (header.tileType !== TileType.Mvt) {
      map.addSource(SOURCE, { type: "raster", url: `pmtiles://${url}`, tileSize: 256 });
      map.addLayer({ id: "tiles-raster", type: "raster", source: SOURCE }, before);
      return;
    }
    const known = new Set(((await tiles.getMetadata()) as VectorLayers).vector_layers?.map((layer) => layer.id));
    map.addSource(SOURCE, { type: "vector", url: `pmtiles://${url}` });
    for (const wanted of WANTED) addLayer(map, wanted, known, palette, before);
  } catch (error) {
    console.warn("the base map could not be read", error);
  }
}

export function paintTiles(map: gl.Map, palette: Palette): void {
  for (const { id, type, tone } of WANTED) {
    if (map.getLayer(id)) map.setPaintProperty(id, type === "fill" ? "fill-color" : "line-color", palette[tone]);
  }
}

function addLayer(map: gl.Map, wanted: Wanted, known: ReadonlySet<string>, palette: Palette, before: string): void {
  const layer = wanted.layers.find((name) => known.has(name));
  if (!layer) return;
  const base = { id: wanted.id, source: SOURCE, "source-layer": layer, minzoom: wanted.minzoom ?? 0 };
  if (wanted.type === "fill") {
    map.addLayer({ ...base, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": palette[wanted.tone] } }, before);
  } else {
    map.addLayer({ ...base, type: "line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": palette[wanted.tone], "line-width": wanted.width ?? 1 } }, before);
  }
}
