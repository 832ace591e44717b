/** The live map kept in step with what is chosen: it takes in the newest picture when it has done with the last. */
import type { Map as Atlas } from "maplibre-gl";
import { Coarse } from "./coarse";
import { holds, stepOf, widened, type View } from "./crowd";
import { buildFeatures, type Drawn } from "./features";
import { namesOf } from "./names";
import { painted } from "./painted";
import type { Palette } from "./palette";
import type { NamedSpot } from "./types";

/** Milliseconds without another choice after which the map follows, and after which it does in any case. */
const REST = 40;
const LONGEST = 250;
/** Milliseconds within which one choice after the other is a brush or a player at work, which the map follows coarsely. */
const HURRY = 1000;

type Chosen = Omit<Drawn, "view" | "names">;

export class Live {
  readonly #map: Atlas;
  readonly #base: typeof import("./atlas");
  readonly #layers: typeof import("./layers");
  readonly #coarse: Coarse;
  #dressed: Palette;
  #wanted: Chosen | null = null;
  #drawn: Chosen | null = null;
  #chosenAt = -Infinity;
  #hurried = false;
  #busy = false;
  #stopped = false;
  #crowded = false;
  #viewed: View | null = null;
  #names: readonly NamedSpot[] = [];
  /** What each source of the map holds, as words to compare. */
  readonly #held = new Map<string, string>();

  /** Take a map with its layers; `say` is told whether places crowd, and that all of a picture is taken in. */
  constructor(map: Atlas, modules: [typeof import("./atlas"), typeof import("./layers")], palette: Palette, readonly say: (crowded: boolean) => void) {
    this.#map = map;
    [this.#base, this.#layers] = modules;
    this.#dressed = palette;
    this.#coarse = new Coarse(map);
    map.on("move", () => this.#follow());
    map.on("moveend", () => this.#coarse.setting || void this.name());
  }

  /** Name the places about: first when the map is there, since it can do without them, then wherever it is moved. */
  async name(): Promise<void> {
    const view = this.#view();
    const names = await namesOf(view);
    if (this.#stopped || !this.#drawn || names.length + this.#names.length === 0) return;
    const now = this.#view();
    // Who has moved on meanwhile has asked for others.
    if (now.zoom !== view.zoom || !holds(now.bounds, view.bounds)) return;
    this.#names = names;
    this.#redraw();
  }

  /** Draw what is chosen now; while the map still takes in the last picture only the newest waits. */
  draw(chosen: Chosen): void {
    const now = performance.now();
    this.#hurried = now - this.#chosenAt < HURRY;
    this.#chosenAt = now;
    this.#want(chosen);
  }

  /** Draw no more: the map is gone. */
  stop(): void {
    this.#stopped = true;
    this.#coarse.stop();
  }

  /** Draw the same again, for what it is seen with has changed. */
  #redraw(): void {
    const same = this.#wanted ?? this.#drawn;
    if (same) this.#want(same);
  }

  #want(chosen: Chosen): void {
    this.#wanted = chosen;
    if (!this.#busy) void this.#take();
  }

  async #take(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#wanted) {
        // Counts and timeline come first; when the map opens they are there.
        if (this.#drawn) {
          await this.#rested();
          if (this.#stopped) return;
          if (this.#hurried) this.#coarse.change();
        }
        const drawn = this.#wanted;
        if (!drawn || this.#stopped) return;
        this.#wanted = null;
        this.#dress(drawn.palette);
        this.#drawn = drawn;
        this.#viewed = this.#view();
        const { features, crowded } = buildFeatures({ ...drawn, view: this.#viewed, names: this.#names });
        this.#crowded = crowded;
        await this.#base.changeAtOnce(this.#map, () => Promise.all(Object.entries(features).map(([name, data]) => this.#fillChanged(name, data))));
        if (!this.#stopped) this.say(crowded);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Wait until nothing else was chosen for a moment, but not for long: a map that draws slowly would hold up a brush. */
  async #rested(): Promise<void> {
    const since = performance.now();
    let seen: Chosen | null;
    do {
      seen = this.#wanted;
      await painted();
      await new Promise((resolve) => setTimeout(resolve, REST));
    } while (this.#wanted !== seen && performance.now() - since < LONGEST);
  }

  #dress(palette: Palette): void {
    if (this.#dressed === palette) return;
    this.#base.paintAtlas(this.#map, palette);
    this.#layers.paintLayers(this.#map, palette);
    this.#dressed = palette;
  }

  /** Give a source its features where they are others than it holds. */
  async #fillChanged(name: string, data: GeoJSON.FeatureCollection): Promise<void> {
    const words = JSON.stringify(data.features.map((feature) => feature.properties));
    if (this.#held.get(name) === words || (!data.features.length && !this.#held.has(name))) return;
    this.#held.set(name, words);
    await this.#base.fill(this.#map, name, data);
  }

  #view(): View {
    const [[west, south], [east, north]] = this.#map.getBounds().toArray() as [[number, number], [number, number]];
    return { zoom: this.#map.getZoom(), bounds: [west, south, east, north] };
  }

  /** Of a crowd other places are drawn once one has zoomed, or gone beyond what was drawn. */
  #follow(): void {
    if (!this.#crowded || !this.#viewed || !this.#drawn) return;
    const now = this.#view();
    if (stepOf(now.zoom) !== stepOf(this.#viewed.zoom) || !holds(widened(this.#viewed.bounds), now.bounds)) this.#redraw();
  }
}
