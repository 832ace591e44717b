/** Outlines of countries from world-atlas (Natural Earth): addresses of GeoJSON that a worker makes. */
import near from "world-atlas/countries-10m.json?url";
import wide from "world-atlas/countries-50m.json?url";
import type { Land } from "./outlines";
import Outliner from "./outlines.worker?worker";

export type LandAddresses = Record<keyof Land, string>;

const FILES = { wide, near };
const asked = new Map<keyof typeof FILES, Promise<LandAddresses>>();

/** Return coarse outlines, or those for a closer look (five times the size); they are made once for all maps. */
export function loadLand(detail: keyof typeof FILES): Promise<LandAddresses> {
  let found = asked.get(detail);
  if (!found) {
    found = askWorker(FILES[detail]);
    found.catch(() => asked.delete(detail));
    asked.set(detail, found);
  }
  return found;
}

/** The worker stays, since addresses that it made end with it. */
function askWorker(url: string): Promise<LandAddresses> {
  return new Promise((resolve, reject) => {
    const worker = new Outliner();
    worker.onmessage = (answer: MessageEvent<LandAddresses | string>) => (typeof answer.data === "string" ? reject(new Error(answer.data)) : resolve(answer.data));
    worker.onerror = (event) => reject(new Error(event.message || "the worker of the outlines did not start"));
    worker.postMessage(new URL(url, location.href).href);
  });
}
