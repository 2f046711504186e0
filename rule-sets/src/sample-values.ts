import {
  checkCharacter,
  decimalOf,
  eitherOf,
  type FormSchema,
  type Json,
  matches,
  multipleNextTo,
  numberOf,
  onOneScale,
  randomInt,
  resolveRef,
  seededRandom,
} from '@caseway/form-schemas';
import { isJsonObject } from './json-value.ts';

const ID_DIGITS = '99999919900101001';

/** A value of each format that is valid in form and belongs to nobody. */
const OF_FORMAT: Record<string, string> = {
  'cn-id-number': ID_DIGITS + checkCharacter(ID_DIGITS),
  'cn-mobile': '19900000000',
  'cn-phone': '19900000000',
  'cn-postal-code': '100000',
  'cn-division-code': '110101',
  'cny-amount': '100',
  email: 'name@example.com',
  uri: 'https://example.com/',
  date: '2026-03-09',
  'date-time': '2026-03-09T04:00:00.000Z',
  time: '09:30',
  uuid: '00000000-0000-4000-8000-000000000001',
};

const PHRASES = ['示例', 'example', 'A1', '1'];

const lengthOf = (text: string): number => [...text].length;

function stretched(phrase: string, least: number, most: number): string {
  const characters = [...phrase];
  const wanted = Math.max(least, Math.min(characters.length, most));
  return Array.from({ length: wanted }, (_, index) => characters[index % characters.length] ?? '').join('');
}

/** Texts of the length that fit the schemas as well as can be, none of them in `not`; the best first. */
export function sampleTexts(
  schemas: readonly { schema: FormSchema; root: FormSchema }[],
  [least, most]: readonly [number, number],
  not: ReadonlySet<string>,
): string[] {
  const random = seededRandom(1);
  const letters = Array.from({ length: 6 }, () => String.fromCharCode(97 + randomInt(random, [0, 25])));
  const formats = schemas.flatMap(({ schema }) => OF_FORMAT[schema.format ?? ''] ?? []);
  const texts = [
    ...formats,
    ...[...PHRASES, ...letters, '甲', '乙', '丙', '丁'].map((text) => stretched(text, least, most)),
  ];
  const usable = [...new Set(texts)].filter((text) => {
    const length = lengthOf(text);
    return length >= least && length <= most && !not.has(text);
  });
  const score = (text: string) => schemas.filter(({ schema, root }) => matches(schema, text, root)).length;
  return usable
    .map((text) => ({ text, score: score(text) }))
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text);
}

function sampleNumber(schema: FormSchema): number {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const least = Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const most = Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  const step = multipleOf ?? 1;
  const bound = Number.isFinite(least) ? least : Number.isFinite(most) ? most : 1;
  const open = bound === (bound === least ? exclusiveMinimum : exclusiveMaximum);
  const found = multipleNextTo(bound, step, { above: bound !== most || bound === least, including: !open });
  const fits = type === 'integer' || multipleOf !== undefined || (found >= least && found <= most);
  return fits && found !== exclusiveMaximum ? found : Number.isFinite(most) ? (least + most) / 2 : least + 0.5;
}

function sampleList(schema: FormSchema, root: FormSchema, depth: number): Json[] {
  const { minItems = 1, items = {} } = schema;
  const item = resolveRef(items, root);
  const kinds = [schema, ...(schema.allOf ?? [])].flatMap(({ contains }) => (contains ? [contains] : []));
  const list = kinds.map((kind) => {
    const [one, of] = [sampleOf(kind, root, depth + 1), sampleOf(item, root, depth + 1)];
    return isJsonObject(one) && isJsonObject(of) ? { ...of, ...one } : one;
  });
  for (let index = 0; list.length < Math.max(1, minItems) && index < 200; index++) {
    const one = item.enum ? (item.enum[index % item.enum.length] ?? null) : sampleOf(item, root, depth + 1, index);
    if (schema.uniqueItems !== true || !list.includes(one)) list.push(one);
  }
  return list;
}

/** So many steps on, exactly. */
function moved(value: number, turn: number, step: number): number {
  const { digits, exponent } = onOneScale([decimalOf(value), decimalOf(step)]);
  return numberOf({ digits: (digits[0] ?? 0n) + BigInt(turn) * (digits[1] ?? 0n), exponent });
}

/** A value that fits the schema of a field; of patterns only simple ones. `turn`: another one for each number. */
export function sampleOf(given: FormSchema, root: FormSchema, depth = 0, turn = 0): Json {
  const schema = resolveRef(given, root);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0] ?? null;
  switch (schema.type) {
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return moved(sampleNumber(schema), turn, schema.multipleOf ?? 1);
    case 'array':
      return depth > 6 ? [] : sampleList(schema, root, depth);
    case 'null':
      return null;
    case 'object':
      break;
    default: {
      if (schema.properties) break;
      const range = [Math.max(1, schema.minLength ?? 1), schema.maxLength ?? 4000] as const;
      const texts = sampleTexts([{ schema, root }], range, new Set());
      return texts[turn % Math.max(1, texts.length)] ?? '示例';
    }
  }
  const sample: Record<string, Json> = {};
  const [enough = []] = eitherOf(schema.anyOf, root) ?? eitherOf(schema.oneOf, root) ?? [];
  for (const name of [...(schema.required ?? []), ...enough]) {
    const property = schema.properties?.[name];
    if (property && depth <= 6) sample[name] = sampleOf(property, root, depth + 1);
  }
  return sample;
}
