import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from './startup-error.ts';

interface Holder {
  pid: number;
  /** When the process began, as the system counts it: a pid is given anew sooner or later. */
  began: string | null;
}

/** Start time of a process in clock ticks since boot (proc(5), field 22); null where the system does not tell. */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything: fields are counted from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return began === null || beganAt(pid) === began;
}

function holderOf(file: string): Holder | null {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return holder !== null && typeof holder === 'object' && 'pid' in holder ? (holder as Holder) : null;
  } catch {
    return null;
  }
}

/**
 * Keeps the data folder for this process alone; answers what gives it back. A lock left by a process that was killed is taken over.
 * Throws StartupError where another process is at work on the folder.
 */
export function lockDataFolder(dataDir: string): () => void {
  const file = join(dataDir, 'lock');
  const mine = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      // The same process asks again only after a failed start.
      if (holder && holder.pid !== process.pid && isAlive(holder)) {
        throw new StartupError(
          `Process ${holder.pid} is already using DATA_DIR=${dataDir}: stop it, or set DATA_DIR to another folder.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new StartupError(`DATA_DIR=${dataDir} is being taken by another process: start again in a moment.`);
}
