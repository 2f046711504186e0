// Adds to package-lock.json the packages of other platforms that an npm behind a partial registry leaves out: `npm ci`
// refuses a lock without them. Run after changing dependencies: node .ci/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openharmony'];
/** Longer names first: `arm` begins others. */
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'arm'];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** The place from which a package at `at` would load `name`, or null. */
function found(at, name) {
  const parts = at.split('/node_modules/');
  for (let depth = at === '' ? 0 : parts.length; depth >= 0; depth--) {
    const base = parts.slice(0, depth).join('/node_modules/');
    const key = `${base && `${base}/`}node_modules/${name}`;
    if (lock.packages[key]) return key;
  }
  return null;
}

function entryOf(name, version, { dev, license }) {
  const os = SYSTEMS.find((system) => new RegExp(`(^|[-/])${system}(-|$)`).test(name));
  const rest = os ? (name.split(`${os}-`)[1] ?? '') : '';
  const cpu = PROCESSORS.find((processor) => rest.startsWith(processor));
  const libc = name.includes('musl') ? 'musl' : name.includes('-gnu') ? 'glibc' : null;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    license,
    optional: true,
    ...(os && { os: [os] }),
    ...(libc && { libc: [libc] }),
  };
}

let added = 0;
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (found(at, name)) continue;
    lock.packages[`node_modules/${name}`] = entryOf(name, range.replace(/^[\^~]/, ''), entry);
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} added\n`);
