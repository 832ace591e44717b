/** What became of files that were added, summed up. */
export interface Taken {
  name: string;
  state: "waiting" | "new" | "known" | "failed";
  /** Why it failed, and what to do. */
  why: string | null;
}

export interface Sums {
  total: number;
  sent: number;
  new: number;
  known: number;
  failed: number;
}

export function sumTaken(files: readonly Taken[]): Sums {
  const count = (state: Taken["state"]): number => files.filter((file) => file.state === state).length;
  const waiting = count("waiting");
  return { total: files.length, sent: files.length - waiting, new: count("new"), known: count("known"), failed: count("failed") };
}

/** Say what became of files: "3 added, 1 was there already, 1 failed". */
export function sayTaken(sums: Sums): string {
  const parts = [
    sums.new ? `${sums.new} added` : "",
    sums.known ? `${sums.known} ${sums.known === 1 ? "was" : "were"} there already` : "",
    sums.failed ? `${sums.failed} failed` : "",
  ];
  return parts.filter(Boolean).join(", ") || "nothing added yet";
}

/** The part of a server's answer that says what became of one file. */
export function judgeTaken(name: string, answer: { new: number; known: number; failures: readonly { message: string; remedy: string }[] }): Taken {
  const failure = answer.failures[0];
  if (failure) return { name, state: "failed", why: [failure.message, failure.remedy].filter(Boolean).join(". ") };
  return { name, state: answer.new > 0 ? "new" : "known", why: null };
}
