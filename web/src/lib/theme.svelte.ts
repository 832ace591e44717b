/** Light or dark: as the machine says, until the reader says otherwise. */

type Choice = "auto" | "light" | "dark";
const ORDER: readonly Choice[] = ["auto", "light", "dark"];
const KEY = "sijil-theme";

class Theme {
  choice: Choice = $state("auto");

  constructor() {
    const kept = localStorage.getItem(KEY) as Choice | null;
    if (kept && ORDER.includes(kept)) this.#take(kept);
  }

  turn(): void {
    this.#take(ORDER[(ORDER.indexOf(this.choice) + 1) % ORDER.length] ?? "auto");
    localStorage.setItem(KEY, this.choice);
  }

  /** Whether the page is dark now. */
  get dark(): boolean {
    if (this.choice !== "auto") return this.choice === "dark";
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  #take(choice: Choice): void {
    this.choice = choice;
    if (choice === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  }
}

export const theme = new Theme();
