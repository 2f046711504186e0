import { IMPORT_LIMITS } from '../foreign/contract.ts';
import { utf8 } from '../foreign/utf8.ts';
import { decoded, markup } from '../table/pasted-rows.ts';
import type { Rows } from '../table/table.ts';
import { InflateError, inflate } from './inflate.ts';

export interface Sheet {
  name: string;
  rows: Rows;
}

/** What a part of a workbook may be, and all that are read together. */
const MOST_PART = 8_000_000;
const MOST_ALL = 16_000_000;

/** Whether bytes begin as a ZIP archive does: an .xlsx file is one. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;

/** The parts of an archive by name, each opened when it is asked for, within what all of them may be together. */
function partsOf(bytes: Uint8Array): (name: string) => string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 66_000);
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const places = new Map<string, { method: number; size: number; at: number }>();
  if (end < lowest || end < 0) return () => undefined;
  let at = view.getUint32(end + 16, true);
  for (let count = 0; count < 2_000 && at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50; count++) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    places.set(utf8(bytes.subarray(at + 46, at + 46 + name)), {
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  let left = MOST_ALL;
  return (name) => {
    const place = places.get(name);
    if (!place || place.at + 30 > bytes.length) return undefined;
    const start = place.at + 30 + view.getUint16(place.at + 26, true) + view.getUint16(place.at + 28, true);
    const data = bytes.subarray(start, start + place.size);
    const part = place.method === 0 ? data.subarray(0, MOST_PART) : inflate(data, Math.min(MOST_PART, left));
    left -= part.length;
    return utf8(part);
  };
}

const attribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : decoded(found);
};

/** The texts of a part in order, one for each element of a name: `<si><t>…</t></si>`, however they are cut up. */
function textsOf(xml: string, element: string): string[] {
  const texts: string[] = [];
  let open: string[] | undefined;
  let isText = false;
  for (const part of markup(xml)) {
    if ('text' in part) {
      if (isText) open?.push(decoded(part.text));
      continue;
    }
    if (part.tag === element) {
      // An element that closes itself has no text.
      if (part.attributes.endsWith('/')) texts.push('');
      else open = [];
    }
    isText = part.tag === 't' && !part.attributes.endsWith('/');
    if (part.tag !== `/${element}` || !open) continue;
    texts.push(open.join(''));
    open = undefined;
    if (texts.length > IMPORT_LIMITS.values) break;
  }
  return texts;
}

/** `C` → 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
}

function rowsOf(xml: string, shared: readonly string[]): Rows {
  const rows: string[][] = [];
  let cell: { column: number; type: string; text: string[] } | undefined;
  let reads = false;
  let count = 0;
  for (const part of markup(xml)) {
    if ('text' in part) {
      if (reads) cell?.text.push(decoded(part.text));
      continue;
    }
    const { tag, attributes } = part;
    reads = (tag === 'v' || tag === 't') && !attributes.endsWith('/');
    if (tag === 'row') rows.push([]);
    if (tag === 'c' && !attributes.endsWith('/')) {
      const row = rows.at(-1);
      const reference = columnOf(attribute(attributes, 'r') ?? '');
      cell = {
        column: reference < 0 ? (row?.length ?? 0) : reference,
        type: attribute(attributes, 't') ?? 'n',
        text: [],
      };
    }
    if (tag !== '/c' || !cell) continue;
    const row = rows.at(-1);
    const said = cell.text.join('');
    if (row && cell.column < 500) {
      while (row.length < cell.column) row.push('');
      row[cell.column] =
        cell.type === 's' ? (shared[Number(said)] ?? '') : cell.type === 'b' ? (said === '1' ? 'TRUE' : 'FALSE') : said;
    }
    cell = undefined;
    count += 1;
    if (count > IMPORT_LIMITS.values || rows.length > 5_000) break;
  }
  return rows;
}

/** The sheets of an .xlsx file, in order; null where it is none, or more than is looked at. */
export function readWorkbook(bytes: Uint8Array): Sheet[] | null {
  if (!isWorkbook(bytes) || bytes.length > IMPORT_LIMITS.size * 4) return null;
  try {
    const part = partsOf(bytes);
    const workbook = part('xl/workbook.xml');
    if (workbook === undefined) return null;
    const targets = new Map<string, string>();
    for (const one of markup(part('xl/_rels/workbook.xml.rels') ?? '')) {
      if ('text' in one || one.tag !== 'relationship') continue;
      const target = attribute(one.attributes, 'Target')?.replace(/^\/?(xl\/)?/, '');
      targets.set(attribute(one.attributes, 'Id') ?? '', `xl/${target}`);
    }
    const shared = textsOf(part('xl/sharedStrings.xml') ?? '', 'si');
    const sheets: Sheet[] = [];
    for (const one of markup(workbook)) {
      if ('text' in one || one.tag !== 'sheet' || sheets.length >= 30) continue;
      const xml = part(targets.get(attribute(one.attributes, 'r:id') ?? '') ?? '');
      if (xml !== undefined) sheets.push({ name: attribute(one.attributes, 'name') ?? '', rows: rowsOf(xml, shared) });
    }
    return sheets;
  } catch (error) {
    if (error instanceof InflateError || error instanceof RangeError) return null;
    throw error;
  }
}
