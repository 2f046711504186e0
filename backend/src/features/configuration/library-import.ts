import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { ConfigKind } from '../../contract/index.ts';
import type { Scope } from '../townships/scopes.service.ts';
import { Activations } from './activations.service.ts';
import { Documents } from './documents.service.ts';
import { Versions } from './versions.service.ts';

/** A document of the shipped library. */
export interface LibraryFile {
  kind: ConfigKind;
  content: Record<string, unknown> & { key: string };
}

/** Where each kind is shipped. In the order in which later ones refer to earlier ones. */
const FOLDERS: readonly [ConfigKind, string, string][] = [
  ['calendars', '@caseway/rule-sets', 'library/calendars'],
  ['forms', '@caseway/form-schemas', 'library'],
  ['rule-sets', '@caseway/rule-sets', 'library'],
  ['paths', '@caseway/rule-sets', 'library/paths'],
];

function packageFolder(name: string): string {
  return dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
}

/** The shipped forms, rule sets, paths and calendars, read from their packages. */
export async function readLibrary(): Promise<LibraryFile[]> {
  const files: LibraryFile[] = [];
  for (const [kind, name, folder] of FOLDERS) {
    const path = join(packageFolder(name), folder);
    for (const file of (await readdir(path)).filter((entry) => entry.endsWith('.json')).sort()) {
      files.push({ kind, content: JSON.parse(await readFile(join(path, file), 'utf8')) });
    }
  }
  return files;
}

/** Publishes documents as first versions of one scope and puts them in force in townships. Runs as the system. */
@Injectable()
export class LibraryImport {
  constructor(
    private readonly documents: Documents,
    private readonly versions: Versions,
    private readonly activations: Activations,
  ) {}

  async publishAndActivateAll(files: LibraryFile[], owner: Scope, townshipIds: string[], at: Date): Promise<void> {
    const versions: { kind: ConfigKind; key: string; version: number }[] = [];
    const reason = '随产品提供的初始配置 / shipped configuration';
    for (const { kind, content } of files) {
      const document = await this.documents.add(kind, content.key, owner.id);
      const { number } = await this.versions.add(document, content, reason, at, 'zh-CN');
      versions.push({ kind, key: content.key, version: number });
    }
    for (const id of townshipIds) await this.activations.activate(id, { versions, reason }, 'zh-CN', { at });
  }
}
