/**
 * The keys of the page: each view says its commands while it is open.
 *
 * Keys do nothing while somebody types or a dialog is open, can be given other commands, and can be switched off
 * (WCAG 2.1.4); both are kept in the browser.
 */
import { untrack } from "svelte";
import { keysOf, press, readKept, refuseKeys, type Command, type Group, type Remapped } from "./keys";

const KEPT = "sijil-keys";
/** How long the first of two keys waits for the second, in milliseconds. */
const WAIT = 1500;
/** Kinds of input in which letters are not typed. */
const SILENT = new Set(["button", "checkbox", "radio", "range", "file", "submit", "reset", "color"]);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !SILENT.has(target.type);
  return target.isContentEditable || target.matches("textarea, select");
}

class Keys {
  off = $state(false);
  remapped: Remapped = $state.raw({});
  groups: readonly Group[] = $state.raw([]);
  /** Whether the dialog that lists the keys is open. */
  open = $state(false);
  #held = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const kept = readKept(localStorage.getItem(KEPT));
    this.off = kept.off;
    this.remapped = kept.remapped;
    window.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Take the commands of a view; what is returned takes them away again, as an effect does when the view closes. */
  use(title: string, commands: readonly Command[]): () => void {
    const group = { title, commands };
    untrack(() => (this.groups = [...this.groups, group]));
    return () => untrack(() => (this.groups = this.groups.filter((one) => one !== group)));
  }

  /** The keys of a command as they are now, for hints beside buttons; none where keys are off. */
  hint(id: string): string | null {
    if (this.off) return null;
    const command = this.groups.flatMap((group) => group.commands).find((one) => one.id === id);
    return command ? keysOf(command, this.remapped) : null;
  }

  /** Give a command other keys; returns why not. */
  remap(command: Command, keys: string): string | null {
    const refused = refuseKeys(this.groups, this.remapped, command, keys);
    if (refused) return refused;
    const { [command.id]: _, ...others } = this.remapped;
    this.#keep(this.off, keys === command.keys ? others : { ...others, [command.id]: keys });
    return null;
  }

  switch(off: boolean): void {
    this.#keep(off, this.remapped);
  }

  reset(): void {
    this.#keep(this.off, {});
  }

  #keep(off: boolean, remapped: Remapped): void {
    this.off = off;
    this.remapped = remapped;
    localStorage.setItem(KEPT, JSON.stringify({ off, remapped }));
  }

  #press(event: KeyboardEvent): void {
    if (this.off || event.defaultPrevented || event.isComposing || event.key.length !== 1 || event.key === " ") return;
    // Some layouts type brackets with the right Alt key, which browsers report as Ctrl and Alt.
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (modified && !event.getModifierState("AltGraph")) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.getModifierState("CapsLock") && !event.shiftKey ? event.key.toLowerCase() : event.key;
    const found = press(this.groups, this.remapped, this.#held, key);
    this.#hold(found.held);
    if (!found.command) return;
    event.preventDefault();
    found.command.run(found.digit);
  }

  #hold(key: string): void {
    clearTimeout(this.#timer);
    this.#held = key;
    if (key) this.#timer = setTimeout(() => (this.#held = ""), WAIT);
  }
}

export const keys = new Keys();
