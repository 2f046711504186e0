// Rooms (the folders of any folder) may not import in a circle, of types neither: a circle of rooms is one room with walls
// that only look like it. Files beside the rooms belong to none. Part of `npm run lint`; exit 1 with an import for each step of a circle.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../backend/bin/prepare.mjs';

/** Every folder of these, and they themselves, are houses: the folders in them are rooms. */
const ESTATES = ['form-schemas/src', 'rule-sets/src', 'backend/src', 'frontend/src'];
const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.includes('.test.')) yield path;
  }
}

function* housesIn(folder) {
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* housesIn(join(folder, entry.name));
  }
}

/** For each room those it imports from, with one import as an example. */
export function roomsOf(house) {
  const rooms = new Map();
  const roomOf = (file) => {
    const [room, inside] = relative(house, file).split('/');
    return room === '..' || inside === undefined ? null : room;
  };
  for (const file of filesOf(house)) {
    const room = roomOf(file);
    if (!room) continue;
    const known = rooms.get(room) ?? new Map();
    rooms.set(room, known);
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const other = roomOf(join(dirname(file), target));
      if (other && other !== room && !known.has(other)) known.set(other, `${relative(ROOT, file)} → ${target}`);
    }
  }
  return rooms;
}

/** The first circle found, as the rooms passed through; null where there is none. */
export function circleIn(rooms) {
  const done = new Set();
  const visit = (room, way) => {
    if (way.includes(room)) return [...way.slice(way.indexOf(room)), room];
    if (done.has(room)) return null;
    for (const other of rooms.get(room)?.keys() ?? []) {
      const circle = visit(other, [...way, room]);
      if (circle) return circle;
    }
    done.add(room);
    return null;
  };
  for (const room of rooms.keys()) {
    const circle = visit(room, []);
    if (circle) return circle;
  }
  return null;
}

for (const house of ESTATES.flatMap((path) => [...housesIn(join(ROOT, path))])) {
  const rooms = roomsOf(house);
  const circle = circleIn(rooms);
  if (!circle) continue;
  const steps = circle.slice(1).map((room, at) => `  ${circle[at]} → ${room}: ${rooms.get(circle[at]).get(room)}`);
  process.stderr.write(`Rooms of ${relative(ROOT, house)} import in a circle:\n${steps.join('\n')}\n`);
  process.exitCode = 1;
}
