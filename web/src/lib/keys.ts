/** Commands of one key or two, without the browser: what a key press means, and which keys may stand together. */

/** A command; `keys` is one key (`a`), two in turn (`g m`), or `1-9`, whose digit the command is given. */
export interface Command {
  id: string;
  keys: string;
  title: string;
  run: (digit: number) => void;
}

export interface Group {
  title: string;
  commands: readonly Command[];
}

export type Remapped = Readonly<Record<string, string>>;

/** What a key press comes to: a command to run, or a first key that waits for its second. */
export interface Pressed {
  command: Command | null;
  digit: number;
  held: string;
}

const DIGITS = "1-9";

export function keysOf(command: Command, remapped: Remapped): string {
  return remapped[command.id] ?? command.keys;
}

/** Whether a command can be given other keys; the digits choose by their number. */
export function canRemap(command: Command): boolean {
  return command.keys !== DIGITS;
}

/** Find what a key means after the one that is held; the group that was opened last goes first. */
export function press(groups: readonly Group[], remapped: Remapped, held: string, key: string): Pressed {
  const commands = groups.toReversed().flatMap((group) => group.commands);
  const find = (keys: string): Command | undefined => commands.find((command) => keysOf(command, remapped) === keys);
  const digit = /^[1-9]$/.test(key) ? Number(key) : 0;
  const command = (held && find(`${held} ${key}`)) || find(key) || (digit ? find(DIGITS) : undefined);
  if (command) return { command, digit, held: "" };
  const waits = commands.some((one) => keysOf(one, remapped).startsWith(`${key} `));
  return { command: null, digit, held: waits ? key : "" };
}

/**
 * Say what speaks against giving a command these keys; null = nothing.
 *
 * Two commands cannot share keys, nor can one be the beginning of another: it would never be known which is meant.
 */
export function refuseKeys(groups: readonly Group[], remapped: Remapped, command: Command, keys: string): string | null {
  if (!/^\S( \S)?$/u.test(keys)) return "Type one key, or two with a space between, such as g m";
  if (/^[1-9]/.test(keys)) return "The digits choose claims";
  for (const other of groups.flatMap((group) => group.commands)) {
    if (other.id === command.id) continue;
    const taken = keysOf(other, remapped);
    if (taken === keys || taken.startsWith(`${keys} `) || keys.startsWith(`${taken} `)) {
      return `${taken} is: ${other.title}`;
    }
  }
  return null;
}

/** Read what was kept of remapped keys; what makes no sense is left out. */
export function readKept(kept: string | null): { off: boolean; remapped: Record<string, string> } {
  try {
    const said = JSON.parse(kept ?? "{}") as { off?: unknown; remapped?: unknown };
    const pairs = Object.entries(said.remapped ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return { off: said.off === true, remapped: Object.fromEntries(pairs) };
  } catch {
    return { off: false, remapped: {} };
  }
}
