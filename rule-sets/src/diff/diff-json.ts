export interface JsonChange {
  code: 'added' | 'removed' | 'changed';
  pointer: string;
}

const escapeStep = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';

/** A name that tells one array item from another, so that an insertion is not a change of everything behind it. */
function identity(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  const name = item.key ?? item.name ?? item.date;
  return typeof name === 'string' ? name : undefined;
}

function entries(value: object): Map<string, { at: string; item: unknown }> {
  if (!Array.isArray(value)) {
    return new Map(Object.entries(value).map(([key, item]) => [key, { at: escapeStep(key), item }]));
  }
  return new Map(value.map((item, index) => [identity(item) ?? `#${index}`, { at: String(index), item }]));
}

/**
 * What differs between two JSON documents, as RFC 6901 pointers: into the new one, or into the old one for `removed`.
 * Array items with a `key`, `name` or `date` are followed by it.
 */
export function diffJson(before: unknown, after: unknown, pointer = ''): JsonChange[] {
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? [] : [{ code: 'changed', pointer }];
  }
  const [old, now] = [entries(before), entries(after)];
  const removed = [...old]
    .filter(([key]) => !now.has(key))
    .map(([, { at }]): JsonChange => ({ code: 'removed', pointer: `${pointer}/${at}` }));
  const rest = [...now].flatMap(([key, { at, item }]): JsonChange[] => {
    const was = old.get(key);
    return was ? diffJson(was.item, item, `${pointer}/${at}`) : [{ code: 'added', pointer: `${pointer}/${at}` }];
  });
  return [...removed, ...rest];
}
