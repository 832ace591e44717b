/** Fewer pixels while a map changes, where the processor plays the graphics card: there a frame takes as long as it has pixels. */
import type { Map as Atlas } from "maplibre-gl";

/** So many of the pixels of each side are drawn while the map changes. */
const COARSE = 0.5;
/** Milliseconds without a change after which all pixels are drawn. */
const REST = 350;
/** What drivers that draw with the processor call themselves: those of Chromium, of Mesa, of Windows. */
const BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export class Coarse {
  readonly #map: Atlas;
  readonly #slow: boolean;
  #coarse = false;
  #setting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(map: Atlas) {
    this.#map = map;
    this.#slow = drawsByProcessor(map.getCanvas());
    if (!this.#slow) return;
    map.on("move", () => !this.#setting && this.change());
    // A press may become a drag, and a drag may pause.
    map.on("mousedown", () => this.#coarse && this.#wait());
  }

  /** Whether what the map tells of a move is only that its pixels change. */
  get setting(): boolean {
    return this.#setting;
  }

  /** Draw coarsely from now on, until nothing has changed for a while. */
  change(): void {
    if (!this.#slow) return;
    if (!this.#coarse) this.#set(true);
    this.#wait();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set(false), REST);
  }

  #set(coarse: boolean): void {
    const map = this.#map;
    this.#coarse = coarse;
    this.#setting = true;
    // A map of another size stops its moves; here the drag goes on that asks for fewer pixels.
    const { stop } = map;
    map.stop = () => map;
    map.setPixelRatio(window.devicePixelRatio * (coarse ? COARSE : 1));
    map.stop = stop;
    this.#setting = false;
    // The canvas is empty now. A map that moves is about to draw.
    if (!map.isMoving()) map.redraw();
  }
}

function drawsByProcessor(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext("webgl2");
  const named = gl?.getExtension("WEBGL_debug_renderer_info");
  return BY_PROCESSOR.test(String(gl && named ? gl.getParameter(named.UNMASKED_RENDERER_WEBGL) : ""));
}
