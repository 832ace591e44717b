/** Files on their way into the project, one after another, and the build that reads them. */
import { api, ApiError } from "./api";
import { judgeTaken, sumTaken, type Taken } from "./intake";
import { work } from "./work.svelte";

class Intake {
  files: readonly Taken[] = $state.raw([]);
  /** What holds for all files that say nothing of it themselves. */
  published = $state("");
  outlet = $state("");
  /** The build that stood when the files were added; another one means that they were read. */
  #before: string | null = $state(null);
  #line: Promise<unknown> = Promise.resolve();

  sums = $derived(sumTaken(this.files));
  busy = $derived(this.sums.sent < this.sums.total);
  /** Whether a build has read what was added. */
  isRead: boolean = $derived.by(() => this.files.length > 0 && !this.busy && (work.project?.built ?? null) !== this.#before);

  add(files: readonly File[]): void {
    if (!files.length) return;
    if (!this.files.length) this.#before = work.project?.built ?? null;
    const first = this.files.length;
    this.files = [...this.files, ...files.map((file): Taken => ({ name: file.name, state: "waiting", why: null }))];
    for (const [at, file] of files.entries()) this.#line = this.#line.then(() => this.#send(file, first + at));
    this.#line = this.#line.then(() => work.refresh());
  }

  /** Take the files that were chosen in a field, and empty it for the next choice. */
  choose(field: HTMLInputElement): void {
    this.add([...(field.files ?? [])]);
    field.value = "";
  }

  clear(): void {
    if (!this.busy) this.files = [];
  }

  async #send(file: File, at: number): Promise<void> {
    const taken = await this.#ask(file);
    this.files = this.files.map((one, place) => (place === at ? taken : one));
  }

  async #ask(file: File): Promise<Taken> {
    try {
      return judgeTaken(file.name, await api.addFile(file, { published: this.published, outlet: this.outlet }));
    } catch (error) {
      const why = error instanceof ApiError ? `${error.what}. ${error.remedy}` : String(error);
      return { name: file.name, state: "failed", why };
    }
  }
}

export const intake = new Intake();

/** Collect the files that were dropped, those of folders too. */
export async function droppedFiles(dropped: DataTransfer): Promise<File[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.length) return [...dropped.files];
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A folder is read in portions, until one is empty.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!portion.length) return found;
    for (const one of portion) found.push(...(await filesOf(one)));
  }
}
