// No category, path, department, deadline or form field of the shipped content is named in code: it is all data.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

type Node = Record<string, unknown> | unknown[] | string | number | boolean | null;

const LIBRARY = ['form-schemas/library', 'rule-sets/library'];
/** Names that mean the same in every domain; JSON Schema and the system facts own them. */
const GENERIC = new Set(['form', 'category', 'township', 'place', 'marks', 'level', 'department', 'daily', 'filed']);

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const documents = LIBRARY.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => json(join(folder, name))),
);

function fieldNames(node: Node, into: Set<string>): void {
  if (node === null || typeof node !== 'object') return;
  if (!Array.isArray(node) && node.properties && typeof node.properties === 'object') {
    for (const name of Object.keys(node.properties)) into.add(name);
  }
  for (const value of Object.values(node)) fieldNames(value as Node, into);
}

function keysOf(node: Node, into: Set<string>): void {
  if (node === null || typeof node !== 'object') return;
  if (!Array.isArray(node)) {
    if (typeof node.key === 'string') into.add(node.key);
    if (typeof node.name === 'string' && 'event' in node) into.add(node.name);
    if (Array.isArray(node.enum)) for (const value of node.enum) into.add(String(value));
  }
  for (const value of Object.values(node)) keysOf(value as Node, into);
}

const keys = new Set<string>();
for (const document of documents) {
  keysOf(document, keys);
  if (document.schema) fieldNames(document.schema, keys);
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(tsx?|css|json)$/.test(name) && !name.includes('.test.') ? [path] : [];
  });
}

test('the shipped content has the keys that are looked for', () => {
  for (const key of [
    'reasonable-with-policy',
    'hardship-assistance-path',
    'acceptance-clock',
    'visitorIdNumber',
    'civil-affairs-office',
  ]) {
    expect(keys).toContain(key);
  }
  expect(keys.size).toBeGreaterThan(250);
});

test.each(['backend/src', 'frontend/src'])('%s names none of them', (folder) => {
  const found: string[] = [];
  for (const path of sources(folder)) {
    const words = new Set(readFileSync(path, 'utf8').match(/[A-Za-z][\w-]*/g) ?? []);
    for (const key of keys) if (!GENERIC.has(key) && words.has(key)) found.push(`${path}: ${key}`);
  }
  expect(found).toEqual([]);
});
