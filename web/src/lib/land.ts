/** Outlines of countries from world-atlas (Natural Earth), made in a worker: as numbers, and as addresses of GeoJSON. */
import near from "world-atlas/countries-10m.json?url";
import wide from "world-atlas/countries-50m.json?url";
import type { Land, Shapes } from "./outlines";
import Outliner from "./outlines.worker?worker";

export type LandAddresses = Record<keyof Land, string>;

interface Asked {
  shapes: Promise<Shapes>;
  addresses: Promise<LandAddresses>;
}

const FILES = { wide, near };
const asked = new Map<keyof typeof FILES, Asked>();

/** Return coarse outlines, or those for a closer look (five times the size); they are made once for all maps. */
export function loadLand(detail: keyof typeof FILES): Promise<LandAddresses> {
  return askOnce(detail).addresses;
}

/** Return the coarse outlines as numbers; they are there some time before the others. */
export function loadShapes(): Promise<Shapes> {
  return askOnce("wide").shapes;
}

function askOnce(detail: keyof typeof FILES): Asked {
  let found = asked.get(detail);
  if (!found) {
    found = askWorker(FILES[detail]);
    asked.set(detail, found);
    for (const part of Object.values(found)) (part as Promise<unknown>).catch(() => asked.delete(detail));
  }
  return found;
}

/** The worker stays, since addresses that it made end with it. */
function askWorker(url: string): Asked {
  const worker = new Outliner();
  const answers = new Map<string, (value: never) => void>();
  const fails: ((error: Error) => void)[] = [];
  const part = <Value>(name: string): Promise<Value> =>
    new Promise<Value>((resolve, reject) => {
      answers.set(name, resolve as (value: never) => void);
      fails.push(reject);
    });
  const found = { shapes: part<Shapes>("shapes"), addresses: part<LandAddresses>("addresses") };
  const fail = (words: string): void => fails.forEach((reject) => reject(new Error(words)));
  worker.onmessage = (answer: MessageEvent<Record<string, never> | string>) => {
    if (typeof answer.data === "string") fail(answer.data);
    else for (const [name, value] of Object.entries(answer.data)) answers.get(name)?.(value);
  };
  worker.onerror = (event) => fail(event.message || "the worker of the outlines did not start");
  worker.postMessage(new URL(url, location.href).href);
  return found;
}
