import { createHash } from 'node:crypto';
import type { Json } from '@caseway/form-schemas';

/** What an entry's hash covers: everything that it says, and the hash of the one before it. */
export interface HashedEntry {
  chain: string;
  seq: number;
  at: string;
  actorId: string | null;
  actorName: string;
  action: string;
  objectType: string;
  objectId: string | null;
  scopePath: string;
  address: string | null;
  requestId: string | null;
  before: Json;
  after: Json;
  prevHash: string;
}

/** Before the first entry of a chain. */
export const GENESIS = '0'.repeat(64);

/** JSON with the properties of every object in the order of their names: the same text for the same content. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`);
  return `{${parts.join(',')}}`;
}

/** SHA-256 over the canonical entry, in hexadecimal. */
export function entryHash(entry: HashedEntry): string {
  const { chain, seq, at, actorId, actorName, action, objectType, objectId, scopePath, address, requestId } = entry;
  const { before, after, prevHash } = entry;
  const covered = {
    chain,
    seq,
    at,
    actorId,
    actorName,
    action,
    objectType,
    objectId,
    scopePath,
    address,
    requestId,
    before,
    after,
    prevHash,
  };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}
