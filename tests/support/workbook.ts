import { inflateRawSync } from 'node:zlib';
import type { Client } from './client.ts';

/** All texts of the parts of a workbook that a server gives: an .xlsx file is a ZIP archive. */
export async function workbookText({ base, session }: Client, path: string): Promise<string> {
  const response = await fetch(`${base}${path}`, { headers: session });
  const file = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) return file.toString();
  const texts: string[] = [];
  let at = file.readUInt32LE(file.length - 22 + 16);
  while (file.readUInt32LE(at) === 0x02014b50) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const part = file.subarray(start, start + size);
    texts.push((method === 0 ? part : inflateRawSync(part)).toString());
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return texts.join('\n');
}
