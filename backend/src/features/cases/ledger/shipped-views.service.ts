import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { ShippedView } from '../../../contract/index.ts';
import { Terms } from '../case/terms.service.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.resolve('@caseway/rule-sets/package.json'))), 'library/ledgers');

/** The special ledgers that come with the product, read once. */
export async function readLedgers(): Promise<ShippedView[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  const read = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(FOLDER, name), 'utf8'))));
  return read.flat();
}

/** Special ledgers for who reads: those alone whose filter means something by the configuration of their places. */
@Injectable()
export class ShippedViews {
  private read: Promise<ShippedView[]> | null = null;

  constructor(private readonly terms: Terms) {}

  async list(): Promise<ShippedView[]> {
    this.read ??= readLedgers();
    const marks = new Set((await this.terms.book()).list('marks').map(({ key }) => key));
    return (await this.read).filter(({ query }) => query.mark === undefined || marks.has(query.mark));
  }
}
