/** What a view asked the server for: the answer, or why there is none; asked again when anything was decided or built. */
import { ApiError } from "./api";
import { work } from "./work.svelte";

export interface Asked<T> {
  /** The last answer; it stands until the next one is there. Null before the first. */
  readonly value: T | null;
  readonly wrong: ApiError | null;
  readonly busy: boolean;
}

/**
 * Ask for something whenever its key changes; null asks for nothing.
 *
 * `wait` in milliseconds lets a key that changes quickly, as under the arrow keys, come to rest. To be called while a
 * component is set up.
 */
export function asked<T>(key: () => string | null, fetch: (key: string) => Promise<T>, wait = 0): Asked<T> {
  let value = $state.raw<T | null>(null);
  let wrong = $state.raw<ApiError | null>(null);
  let busy = $state(false);

  $effect(() => {
    void work.turn;
    const wanted = key();
    if (wanted === null) {
      value = wrong = null;
      busy = false;
      return;
    }
    let isLive = true;
    busy = true;
    const timer = setTimeout(() => {
      fetch(wanted)
        .then((answer) => {
          if (isLive) [value, wrong] = [answer, null];
        })
        .catch((error: unknown) => {
          if (isLive) [value, wrong] = [null, error instanceof ApiError ? error : new ApiError(0, String(error), "load the page again")];
        })
        .finally(() => {
          if (isLive) busy = false;
        });
    }, wait);
    return () => {
      isLive = false;
      clearTimeout(timer);
    };
  });

  return {
    get value() {
      return value;
    },
    get wrong() {
      return wrong;
    },
    get busy() {
      return busy;
    },
  };
}

