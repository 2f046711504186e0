// Whether what package-lock.json asks for lies in node_modules already, and who is at it. Node alone.
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** A package that runs on other machines alone is left out by npm, as one that is optional and failed. */
function isForHere({ os, cpu, libc }, here) {
  const takes = (list, own) =>
    !list || ((list.some((it) => it === own) || list.every((it) => it.startsWith('!'))) && !list.includes(`!${own}`));
  return takes(os, here.os) && takes(cpu, here.cpu) && takes(libc, here.libc);
}

/**
 * Whether an install is complete: all that the lock file names, in its version, and nothing else, however it came there.
 * `wanted`: package-lock.json; `found`: node_modules/.package-lock.json, which npm writes last of all; undefined where it is not there.
 */
export function isInstalled(wanted, found, here) {
  if (!found) return false;
  const { '': _, ...asked } = wanted.packages;
  const there = found.packages;
  if (Object.keys(there).some((path) => !Object.hasOwn(asked, path))) return false;
  return Object.entries(asked).every(([path, one]) => {
    const other = there[path];
    if (other)
      return other.version === one.version && other.integrity === one.integrity && other.resolved === one.resolved;
    // One that only a package for other machines needs has no list of machines of its own.
    return one.optional === true && (!one.os || !isForHere(one, here));
  });
}

/** Older than this, whoever held it is gone, whatever runs under their number now. */
const STALE_MS = 30 * 60_000;

function isHeld(lock) {
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    const pid = Number(readFileSync(lock, 'utf8'));
    if (age > STALE_MS) return false;
    // Just made: its number is still to be written.
    if (!pid) return age < 5000;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(lock) {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Does `work` while nobody else does theirs under the same lock file; `waiting` is told once, where somebody does. */
export function alone(lock, work, waiting) {
  for (let told = false; !take(lock); ) {
    if (!isHeld(lock)) {
      const gone = `${lock}.${process.pid}`;
      try {
        renameSync(lock, gone);
        rmSync(gone, { force: true });
      } catch {
        // Another one that waits was quicker.
      }
      continue;
    }
    if (!told) waiting();
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    process.off('exit', release);
    release();
  }
}
