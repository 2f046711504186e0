import type { FormData, FormDefinition, Json } from '@caseway/form-schemas';
import { isJsonObject } from '@caseway/rule-sets';
import { newKey } from '../../api/client.ts';
import { keep, kept, keptNames } from '../../common/kept.ts';
import type { Written } from './merge-written.ts';

/** What the server has, as it was read or saved last: what changes are held against. */
export interface OnServer {
  written: Written;
  revision: number;
}

/** What has been written on this machine and is not on the server yet. */
export interface DeviceCopy {
  /** Where it is kept on the server: the address of it there. */
  path: string;
  /** What goes with it there beside what was written: of a registration the township, the form, its version and what it asks about. */
  head: Record<string, Json>;
  /** Null: nothing was there. */
  base: OnServer | null;
  written: Written;
  savedAt: string;
  /** The form as it was shown; null: there was none yet. */
  definition: FormDefinition | null;
}

/** Something is kept, and it is no such thing: whoever wrote it is to be told. */
export const UNREADABLE = 'unreadable';

const START = 'unsent.';
/** Each page keeps its own: two that are without a connection do not write over each other. */
const PAGE = globalThis.crypto?.randomUUID?.() ?? String(Math.random());

const nameOf = (path: string): string => `${START}${path}@${PAGE}`;
const pathOf = (name: string): string => name.slice(START.length, name.lastIndexOf('@'));

const isWritten = (value: unknown): value is Written =>
  isJsonObject(value) && isJsonObject(value.data) && isJsonObject(value.beside);

const isBase = (value: unknown): boolean =>
  value === null || (isJsonObject(value) && typeof value.revision === 'number' && isWritten(value.written));

const isCopy = (value: unknown): value is DeviceCopy =>
  isJsonObject(value) &&
  typeof value.path === 'string' &&
  typeof value.savedAt === 'string' &&
  isJsonObject(value.head) &&
  isWritten(value.written) &&
  isBase(value.base);

/** A copy with the name that it is kept by, and its text, by which it is known whether it is still the same. */
export interface KeptCopy {
  name: string;
  text: string;
  path: string;
  copy: DeviceCopy | typeof UNREADABLE;
}

function read(name: string): KeptCopy[] {
  const text = kept(name);
  if (text === null) return [];
  const path = pathOf(name);
  try {
    const copy: unknown = JSON.parse(text);
    return [{ name, text, path, copy: isCopy(copy) ? copy : UNREADABLE }];
  } catch {
    return [{ name, text, path, copy: UNREADABLE }];
  }
}

/** What this machine keeps of who is signed in and has not sent, of every page; of one draft alone where `path` is given. */
export function deviceCopies(path?: string): KeptCopy[] {
  takeOverEarlier();
  return keptNames(path === undefined ? START : `${START}${path}@`).flatMap(read);
}

/** Keeps what this page has written of a draft; null: it is on the server. */
export function keepOnDevice(path: string, copy: DeviceCopy | null): void {
  keep(nameOf(path), copy && JSON.stringify(copy));
}

/** Takes away a copy that is on the server by now, unless it was written on since. */
export function dropCopy({ name, text }: Pick<KeptCopy, 'name' | 'text'>): void {
  if (kept(name) === text) keep(name, null);
}

/** Throws away what this machine keeps of a draft, of whichever page. */
export function dropCopies(path?: string): void {
  for (const { name } of deviceCopies(path)) keep(name, null);
}

const EARLIER = 'draft.';

/** Drafts as they were kept before there was a place for them on the server: they are copies that were never sent. */
function takeOverEarlier(): void {
  for (const name of keptNames(EARLIER)) {
    const copy = earlierCopy(name, kept(name) ?? '');
    if (copy) keep(nameOf(copy.path), JSON.stringify(copy));
    keep(name, null);
  }
}

function earlierCopy(name: string, text: string): DeviceCopy | null {
  const [of = '', id = ''] = name.slice(EARLIER.length).split('#');
  const [first = '', about] = of.split('/');
  const [township = '', form = ''] = first.split('.');
  try {
    const { data, savedAt, seen, links, lost, taken, keepOut, onBehalf } = JSON.parse(text);
    const parts = { links: Object.fromEntries(links ?? []), lost, taken, keepOut, onBehalf };
    const beside = Object.entries(parts).filter(([, part]) => part !== undefined && part !== null);
    const copy = {
      path: draftPath(/^[\da-f-]{36}$/.test(id) ? id : newKey()),
      head: { township, form, version: seen.version, ...(about && { about }) },
      base: null,
      written: { data, beside: JSON.parse(JSON.stringify(Object.fromEntries(beside))) },
      savedAt,
      definition: seen.form,
    };
    return isCopy(copy) ? copy : null;
  } catch {
    return null;
  }
}

export const draftPath = (id: string): string => `/drafts/${id}`;

/** What was written as JSON has it: what is not given is not there. */
export const plainWritten = (data: FormData, beside: object): Written => JSON.parse(JSON.stringify({ data, beside }));
