// Hooks of Node's module loader: packages of the repository are their sources, and TypeScript is read where it is asked for.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const PACKAGES = {
  '@caseway/backend/contract': new URL('../../backend/src/contract/index.ts', import.meta.url).href,
  '@caseway/form-schemas': new URL('../../form-schemas/src/index.ts', import.meta.url).href,
  '@caseway/rule-sets': new URL('../../rule-sets/src/index.ts', import.meta.url).href,
};

export async function resolve(specifier, context, next) {
  const url = PACKAGES[specifier];
  return url ? { url, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  const { pathname } = new URL(url);
  if (!/\.tsx?$/.test(pathname)) return next(url, context);
  const file = fileURLToPath(url);
  const { code } = await transform(await readFile(file, 'utf8'), {
    filename: file,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: pathname.endsWith('x'), decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
    swcrc: false,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
