const RETRY_MS = 5_000;

/** Pages that cannot be fetched now, by their loader; and who looks at them. */
const missing = new Set<unknown>();
const listeners = new Set<() => void>();

function mark(loader: unknown, is: boolean): void {
  if (is) missing.add(loader);
  else missing.delete(loader);
  for (const listener of listeners) listener();
}

/** Whether the server answers at all: then what it does not have is gone, and waiting brings nothing. */
async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** Until the connection is back, or a moment has gone by. */
function meanwhile(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = window.setTimeout(done, RETRY_MS);
    window.addEventListener('online', done);
  });
}

/** Loads as soon as it can be fetched. Throws only where the server is there and does not have it any more. */
export async function untilThere<T>(
  load: () => Promise<T>,
  wait: () => Promise<void> = meanwhile,
  isThere: () => Promise<boolean> = answers,
): Promise<T> {
  for (;;) {
    try {
      const loaded = await load();
      mark(load, false);
      return loaded;
    } catch (error) {
      if (await isThere()) {
        mark(load, false);
        throw error;
      }
      mark(load, true);
      await wait();
    }
  }
}

/** Hears of it when something cannot be fetched, or can again. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isMissing = (): boolean => missing.size > 0;
