// Hooks of Node's module loader: packages of the repository are their sources, and TypeScript is read as Jest reads it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const PACKAGES = {
  '@caseway/form-schemas': new URL('../../form-schemas/src/index.ts', import.meta.url).href,
  '@caseway/rule-sets': new URL('../../rule-sets/src/index.ts', import.meta.url).href,
};

export async function resolve(specifier, context, next) {
  const url = PACKAGES[specifier];
  return url ? { url, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const file = fileURLToPath(url);
  const { code } = await transform(await readFile(file, 'utf8'), {
    filename: file,
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
    module: { type: 'es6' },
    swcrc: false,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
