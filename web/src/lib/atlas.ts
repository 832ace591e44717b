/** The map without the record: outlines of countries, or the user's own tiles, in a quiet style for light and dark. */
import * as gl from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { loadLand, type LandAddresses } from "./land";
import { BORDER, COAST, COUNTRY, FONTS } from "./look";
import type { Camera } from "./mercator";
import type { Palette } from "./palette";
import { addTiles, paintTiles } from "./tiles";

gl.setWorkerUrl(workerUrl);

const NEAR = 5;
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export interface AtlasOptions {
  camera: Camera;
  tiles: boolean;
  /** Whether the map is a small picture within a page. */
  small?: boolean;
}

/** Tell whether a map could not be made because the browser has no WebGL 2. */
export function lacksWebGl(error: unknown): boolean {
  return !("WebGL2RenderingContext" in window) || error instanceof gl.GPUInitializationError;
}

const landed = new WeakMap<gl.Map, Promise<void>>();

/** Wait until a map has drawn what it holds, its outlines with it. */
export async function rested(map: gl.Map): Promise<void> {
  await landed.get(map);
  const drawn = new Promise<void>((resolve) => {
    const look = (): void => {
      if (!map.loaded()) return;
      map.off("render", look);
      resolve();
    };
    map.on("render", look);
  });
  map.triggerRepaint();
  await drawn;
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
    center: [options.camera.lon, options.camera.lat],
    zoom: options.camera.zoom,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  if (!options.small) {
    map.addControl(new gl.NavigationControl({ showCompass: false }), "top-left");
    map.addControl(new gl.ScaleControl({ unit: "metric" }), "bottom-left");
  }
  const land = loadLand("wide");
  // Not "load": that comes with the first frame, which takes long, and the worker has much to do until then.
  await new Promise<void>((resolve) => void map.once("style.load", () => resolve()));
  // What the record says need not wait for the outlines, and is shown without them where they can't be had.
  landed.set(map, land.then((found) => showLand(map, found)).catch((error: unknown) => console.warn(error)));
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

/** Milliseconds that a map waits for its tiles before it draws what it has. */
const PATIENCE = 400;
/** Milliseconds between two looks whether they are there. */
const TURN = 5;
/** Events after which it does not wait: somebody moves the map, or it is gone. */
const RELEASING = ["movestart", "mousedown", "touchstart", "wheel", "remove"] as const;

/**
 * Change what sources hold, and draw the map once when all of it is there, not once for each part that arrives.
 *
 * A map that moves, or that somebody is about to move, is drawn all the while.
 */
export async function changeAtOnce(map: gl.Map, change: () => Promise<unknown>): Promise<void> {
  const { triggerRepaint } = map;
  let held = !map.isMoving();
  const release = (): void => {
    held = false;
    map.triggerRepaint = triggerRepaint;
    for (const event of RELEASING) map.off(event, release);
  };
  if (held) {
    map.triggerRepaint = () => undefined;
    for (const event of RELEASING) map.on(event, release);
  }
  const end = performance.now() + PATIENCE;
  try {
    await change();
    while (held && !map.areTilesLoaded() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, TURN));
  } finally {
    if (held) release();
    map.triggerRepaint();
  }
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
  // Half a pixel is hardly seen, and without a graphics card outlines are the half of what a frame takes.
  const empty = { type: "geojson" as const, data: EMPTY, tolerance: 0.5 };
  return {
    version: 8,
    sources: { land: empty, coast: empty, borders: empty, "country-names": empty },
    layers: [
      { id: "water", type: "background", paint: { "background-color": palette.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": palette.land, "fill-antialias": false } },
      { id: "coast", type: "line", source: "coast", paint: { "line-color": palette.coast, "line-width": COAST } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": palette.border, "line-width": BORDER.width, "line-dasharray": [...BORDER.dash] } },
      {
        id: "country-names",
        type: "symbol",
        source: "country-names",
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONTS,
          "text-size": ["interpolate", ["linear"], ["zoom"], ...COUNTRY.sizes.flat()],
          "text-transform": "uppercase",
          "text-letter-spacing": COUNTRY.spacing,
          "text-max-width": COUNTRY.wide,
          "symbol-sort-key": ["-", 0, ["get", "size"]],
        },
        paint: { "text-color": palette.dim, "text-halo-color": palette.land, "text-halo-width": COUNTRY.halo, "text-opacity": COUNTRY.opacity },
      },
    ],
  };
}
