/** The map without the record: outlines of countries, or the user's own tiles, in a quiet style for light and dark. */
import * as gl from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { loadLand, type LandAddresses } from "./land";
import type { Palette } from "./palette";
import { addTiles, paintTiles } from "./tiles";

gl.setWorkerUrl(workerUrl);

/** Letters are drawn with the machine's own fonts: the style names no server of glyphs. */
export const FONTS = ["Noto Sans", "Segoe UI", "system-ui"];
const NEAR = 5;
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export interface AtlasOptions {
  bounds: [number, number, number, number] | null;
  tiles: boolean;
  /** Whether the map is a small picture within a page. */
  small?: boolean;
}

/** Room about what is shown; the legend covers the left of a wide map. */
export function fitting(node: HTMLElement, small = false): { padding: gl.PaddingOptions; maxZoom: number } {
  if (small) return { padding: { top: 24, bottom: 24, left: 24, right: 24 }, maxZoom: 9 };
  return { padding: { top: 40, bottom: 48, left: node.clientWidth > 700 ? 270 : 40, right: 48 }, maxZoom: 7 };
}

/** Tell whether a map could not be made because the browser has no WebGL 2. */
export function lacksWebGl(error: unknown): boolean {
  return !("WebGL2RenderingContext" in window) || error instanceof gl.GPUInitializationError;
}

/** Make the map; it is ready for layers when the promise answers. */
export async function openAtlas(node: HTMLElement, palette: Palette, options: AtlasOptions): Promise<gl.Map> {
  const map = new gl.Map({
    container: node,
    style: styleOf(palette),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: options.tiles ? 16 : 12,
    renderWorldCopies: true,
    cooperativeGestures: false,
    // What was filtered is gone at once; to fade it would draw the map many times for each step of a brush.
    fadeDuration: 0,
    ...(options.bounds ? { bounds: options.bounds, fitBoundsOptions: fitting(node, options.small) } : { center: [20, 25], zoom: 1.5 }),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  if (!options.small) {
    map.addControl(new gl.NavigationControl({ showCompass: false }), "top-left");
    map.addControl(new gl.ScaleControl({ unit: "metric" }), "bottom-left");
  }
  const land = loadLand("wide");
  await new Promise<void>((resolve) => map.once("load", () => resolve()));
  // What the record says need not wait for the outlines, and is shown without them where they can't be had.
  land.then((found) => showLand(map, found)).catch((error: unknown) => console.warn(error));
  watchZoom(map);
  if (options.tiles) await addTiles(map, palette, "country-names");
  return map;
}

export function paintAtlas(map: gl.Map, palette: Palette): void {
  map.setPaintProperty("water", "background-color", palette.water);
  map.setPaintProperty("land", "fill-color", palette.land);
  map.setPaintProperty("coast", "line-color", palette.coast);
  map.setPaintProperty("borders", "line-color", palette.border);
  map.setPaintProperty("country-names", "text-color", palette.dim);
  map.setPaintProperty("country-names", "text-halo-color", palette.land);
  paintTiles(map, palette);
}

/** Give a source its features, or the address of them; answers when the map has taken them in. */
export async function fill(map: gl.Map, source: string, data: GeoJSON.GeoJSON | string): Promise<void> {
  await map.getSource<gl.GeoJSONSource>(source)?.setData(data);
}

export function addSource(map: gl.Map, name: string): void {
  map.addSource(name, { type: "geojson", data: EMPTY, tolerance: 0.2 });
}

async function showLand(map: gl.Map, { land, coast, borders, names }: LandAddresses, named = true): Promise<void> {
  const done = [fill(map, "land", land), fill(map, "coast", coast), fill(map, "borders", borders)];
  if (named) done.push(fill(map, "country-names", names));
  await Promise.all(done);
}

/** Fetch the finer outlines once somebody looks closely. */
function watchZoom(map: gl.Map): void {
  const look = (): void => {
    if (map.getZoom() < NEAR) return;
    map.off("zoomend", look);
    // The coarse outlines stay where the finer ones can't be had.
    loadLand("near")
      .then((land) => showLand(map, land, false))
      .catch((error: unknown) => console.warn(error));
  };
  map.on("zoomend", look);
  look();
}

function styleOf(palette: Palette): gl.StyleSpecification {
  const empty = { type: "geojson" as const, data: EMPTY, tolerance: 0.15 };
  return {
    version: 8,
    sources: { land: empty, coast: empty, borders: empty, "country-names": empty },
    layers: [
      { id: "water", type: "background", paint: { "background-color": palette.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": palette.land, "fill-antialias": false } },
      { id: "coast", type: "line", source: "coast", paint: { "line-color": palette.coast, "line-width": 0.8 } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": palette.border, "line-width": 1, "line-dasharray": [4, 2] } },
      {
        id: "country-names",
        type: "symbol",
        source: "country-names",
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONTS,
          "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 6, 13],
          "text-transform": "uppercase",
          "text-letter-spacing": 0.12,
          "text-max-width": 7,
          "symbol-sort-key": ["-", 0, ["get", "size"]],
        },
        paint: { "text-color": palette.dim, "text-halo-color": palette.land, "text-halo-width": 1.2, "text-opacity": 0.8 },
      },
    ],
  };
}
