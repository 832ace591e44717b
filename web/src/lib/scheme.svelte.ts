/** What the reader's machine wants of pictures: light or dark, moving or still. */
import { theme } from "./theme.svelte";

class Scheme {
  #dark = $state(matchMedia("(prefers-color-scheme: dark)").matches);
  #still = $state(matchMedia("(prefers-reduced-motion: reduce)").matches);

  constructor() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => (this.#dark = event.matches));
    matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", (event) => (this.#still = event.matches));
  }

  get dark(): boolean {
    return theme.choice === "auto" ? this.#dark : theme.choice === "dark";
  }

  get still(): boolean {
    return this.#still;
  }
}

export const scheme = new Scheme();
