/** Makes outlines out of a file and answers with addresses at which the map's own worker reads them: it takes a second that the page has better use for. */
import { outline, writeJson, type Land, type World } from "./outlines";

addEventListener("message", (asked: MessageEvent<string>) => {
  make(asked.data).then(
    (made) => postMessage(made),
    (error: unknown) => postMessage(String(error)),
  );
});

async function make(url: string): Promise<Record<keyof Land, string>> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the outlines of countries could not be loaded (${answer.status})`);
  const { land, coast, borders, names } = outline((await answer.json()) as World);
  const address = (shape: Land[keyof Land]): string => URL.createObjectURL(new Blob([writeJson(shape)], { type: "application/geo+json" }));
  return { land: address(land), coast: address(coast), borders: address(borders), names: address(names) };
}
