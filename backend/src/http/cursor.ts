import { DomainError } from '../errors/domain-error.ts';

/** The place in a list after which the next page begins, opaque to the caller. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor made by `encodeCursor`; `invalid-cursor` for anything else. */
export function decodeCursor(cursor: string, length: number): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const plain = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(values) && values.length === length && values.every(plain)) return values;
  } catch {
    // Falls through: not one of ours.
  }
  throw new DomainError('invalid-cursor');
}
