/**
 * Makes outlines out of a file: first as numbers for a picture, then addresses at which the map's own worker reads them.
 * Both take time that the page has better use for.
 */
import { outline, shapesOf, writeJson, type Land, type World } from "./outlines";

addEventListener("message", (asked: MessageEvent<string>) => {
  make(asked.data).catch((error: unknown) => postMessage(String(error)));
});

async function make(url: string): Promise<void> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the outlines of countries could not be loaded (${answer.status})`);
  const made = outline((await answer.json()) as World);
  const shapes = shapesOf(made);
  const lines = [shapes.land, shapes.coast, shapes.borders];
  postMessage({ shapes }, { transfer: lines.flatMap(({ points, starts }) => [points.buffer, starts.buffer]) });
  const address = (shape: Land[keyof Land]): string => URL.createObjectURL(new Blob([writeJson(shape)], { type: "application/geo+json" }));
  const { land, coast, borders, names } = made;
  postMessage({ addresses: { land: address(land), coast: address(coast), borders: address(borders), names: address(names) } });
}
