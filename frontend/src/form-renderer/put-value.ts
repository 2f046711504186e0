import { type FormData, type Json, pointerTokens } from '@caseway/form-schemas';

const isRow = (token: string | undefined): boolean => token !== undefined && /^\d+$/.test(token);

function put(at: Json | undefined, tokens: readonly string[], value: Json | undefined): Json | undefined {
  const [token = '', ...rest] = tokens;
  if (tokens.length === 0) return value;
  // A number is a row where there is a list already, or nothing yet.
  if (Array.isArray(at) || (at === undefined && isRow(token))) {
    const rows = Array.from(at ?? [], (row) => row ?? null);
    const empty: Json = rest.length > 0 && !isRow(rest[0]) ? {} : null;
    while (rows.length <= Number(token)) rows.push(empty);
    rows[Number(token)] = put(rows[Number(token)] ?? undefined, rest, value) ?? null;
    return rows;
  }
  const fields = at !== null && typeof at === 'object' ? at : {};
  const known = Object.hasOwn(fields, token) ? fields[token] : undefined;
  const next = put(known, rest, value);
  const others = Object.entries(fields).filter(([name]) => name !== token);
  if (next === undefined) return Object.fromEntries(others);
  // In its old place, so that what is kept does not change its order with every keystroke.
  return Object.hasOwn(fields, token)
    ? Object.fromEntries(Object.entries(fields).map(([name, part]) => [name, name === token ? next : part]))
    : Object.fromEntries([...others, [token, next]]);
}

/**
 * The data with a value at a pointer; undefined: nothing is given there. Rows of lists before it are there too, empty, so
 * that no row loses its place: a list never has holes.
 */
export function putValue(data: FormData, pointer: string, value: Json | undefined): FormData {
  return put(data, pointerTokens(pointer), value) as FormData;
}
