import { IMPORT_LIMITS } from '../foreign/contract.ts';
import type { Rows } from './table.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What entities stand for; those that nobody knows stay as they are written. */
export const decoded = (text: string): string =>
  text.replace(/&(#x?[0-9a-fA-F]{1,6}|[a-z]{2,6});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });

/** Tags and texts of a document, one after the other; one look at each character. */
export function* markup(text: string): Generator<{ tag: string; attributes: string } | { text: string }> {
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start < 0) {
      yield { text: text.slice(at) };
      return;
    }
    if (start > at) yield { text: text.slice(at, start) };
    const end = text.indexOf('>', start);
    if (end < 0) return;
    const inner = text.slice(start + 1, end);
    const name = /^\/?[\w:.-]{1,40}/.exec(inner)?.[0] ?? '';
    yield { tag: name.toLowerCase(), attributes: inner.slice(name.length) };
    at = end + 1;
  }
}

/** The first table of a page, as it is pasted from Word or a browser. */
export function rowsOfHtml(html: string): Rows {
  const rows: string[][] = [];
  let cell: string[] | undefined;
  let hidden = false;
  let count = 0;
  for (const part of markup(html)) {
    if ('text' in part) {
      if (!hidden) cell?.push(part.text);
      continue;
    }
    const { tag } = part;
    if (tag === 'style' || tag === 'script') hidden = true;
    if (tag === '/style' || tag === '/script') hidden = false;
    if (tag === 'br' || tag === '/p' || tag === '/div') cell?.push(' ');
    if (tag === '/table' && rows.length > 0) break;
    const ends = ['td', '/td', 'th', '/th', 'tr', '/tr'].includes(tag);
    if (ends && cell) {
      rows.at(-1)?.push(decoded(cell.join('')).replace(/\s+/g, ' ').trim());
      cell = undefined;
    }
    if (tag === 'tr') rows.push([]);
    if (tag !== 'td' && tag !== 'th') continue;
    count += 1;
    if (count > IMPORT_LIMITS.values) break;
    if (rows.length === 0) rows.push([]);
    cell = [];
  }
  return rows;
}

/** Lines of cells apart by tabs, as a sheet is pasted; one line without any is apart by commas. */
export function rowsOfText(text: string): Rows {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n', 5_000);
  const isTabbed = text.includes('\t');
  let count = 0;
  return lines.flatMap((line) => {
    if (line.trim() === '' || count > IMPORT_LIMITS.values) return [];
    const cells = isTabbed ? line.split('\t') : line.split(/[,，、;；]/);
    count += cells.length;
    return [cells.map((cell) => cell.trim())];
  });
}
