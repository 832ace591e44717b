/** Copying to the clipboard, which browsers refuse on pages that are neither of this machine nor encrypted. */
import { work } from "./work.svelte";

export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    work.say(`${what} copied`);
  } catch {
    work.say(`Copy it from here: ${text}`);
  }
}
