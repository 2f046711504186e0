import { uuidv7 } from 'uuidv7';

/** A new UUIDv7 (RFC 9562): ids sort by creation. */
export function newId(): string {
  return uuidv7();
}
