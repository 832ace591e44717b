/** What the page shows, kept in step with the URL and the browser's history. */
import { readQuery, writeQuery, type Shown } from "./address";

class Page {
  shown: Shown = $state(readQuery(window.location.search));

  constructor() {
    window.addEventListener("popstate", () => {
      this.shown = readQuery(window.location.search);
    });
  }

  /** Show something else, as a new entry of the history. */
  go(change: Partial<Shown>): void {
    this.#set(change, "push");
  }

  /** Show something else in the place of what is shown: for filters, cursors and brushes. */
  set(change: Partial<Shown>): void {
    this.#set(change, "replace");
  }

  /** The address at which something else would be shown, for links that can be opened in another tab. */
  link(change: Partial<Shown>): string {
    return `/${writeQuery({ ...this.shown, ...change })}`;
  }

  #pending: ReturnType<typeof setTimeout> | undefined;

  #set(change: Partial<Shown>, how: "push" | "replace"): void {
    this.shown = { ...this.shown, ...change };
    clearTimeout(this.#pending);
    if (how === "push") {
      window.history.pushState(null, "", this.link({}));
      return;
    }
    // Browsers refuse more than some hundred changes of the address in a while: a brush makes that many.
    this.#pending = setTimeout(() => window.history.replaceState(null, "", this.link({})), 120);
  }
}

export const page = new Page();
