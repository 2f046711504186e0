import fc from 'fast-check';
import { fenOf, yuanOf } from '../formats/amount.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { takeIn, withCalculated } from '../take-in.ts';
import { parseExpression } from './parse-expression.ts';
import { add, divide, multiply, type Rational, rational, rounded, subtract, unitsAt } from './rational.ts';

const amount = { type: 'string', format: 'cny-amount' } as const;
const formOf = (properties: Record<string, FormSchema>) => ({ schema: { type: 'object', properties } as FormSchema });
const fen = fc.bigInt({ min: 0n, max: 10n ** 11n });
const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const number = fc.tuple(whole, fc.bigInt({ min: 1n, max: 10n ** 12n })).map(([n, d]) => rational(n, d));

/** As an expression of whole numbers alone, and what that is by fractions of BigInt. */
interface Sum {
  text: string;
  n: bigint;
  d: bigint;
}
const { sum } = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .integer({ min: 0, max: 99_999 })
      .map((cents): Sum => ({ text: (cents / 100).toFixed(2), n: BigInt(cents), d: 100n })),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum')).map(([a, op, b]): Sum => {
      const text = `(${a.text} ${op} ${b.text})`;
      if (op === '*') return { text, n: a.n * b.n, d: a.d * b.d };
      if (op === '/') return { text, n: a.n * b.d * (b.n < 0n ? -1n : 1n), d: a.d * (b.n < 0n ? -b.n : b.n) };
      return { text, n: a.n * b.d + (op === '+' ? 1n : -1n) * b.n * a.d, d: a.d * b.d };
    }),
  ),
}));

/** Half away from 0, to hundredths. */
function inFen(n: bigint, d: bigint): bigint {
  const [size, sign] = n < 0n ? [-n, -1n] : [n, 1n];
  return sign * ((size * 200n + d) / (2n * d));
}

test('expressions of numbers are reckoned as whole numbers reckon', () => {
  fc.assert(
    fc.property(sum, ({ text, n, d }) => {
      fc.pre(text.length <= 500 && (text.match(/\(/g)?.length ?? 0) <= 24);
      const { it } = takeIn(formOf({ it: { ...amount, 'x-calculate': text } }), {}, {});
      const fenThere = d === 0n ? undefined : inFen(n, d);
      // What no amount is long enough for is none.
      if (fenThere === undefined || fenThere >= 10n ** 15n || fenThere <= -(10n ** 15n)) expect(it).toBeUndefined();
      else expect(it).toBe(fenThere < 0n ? `-${yuanOf(-fenThere)}` : yuanOf(fenThere));
    }),
  );
});

test('a sum of 10,000 amounts is exact, whatever their order', () => {
  const form = formOf({
    rows: { type: 'array', items: { type: 'object', properties: { a: amount } } },
    it: { ...amount, 'x-calculate': 'sum(rows.a)' },
  });
  fc.assert(
    fc.property(fc.array(fen, { minLength: 9_990, maxLength: 10_000, size: 'max' }), (amounts) => {
      const { it } = takeIn(form, { rows: amounts.map((one) => ({ a: yuanOf(one) })) }, {});
      expect(fenOf(String(it))).toBe(amounts.reduce((total, one) => total + one, 0n));
    }),
    { numRuns: 3 },
  );
});

const same = (a: Rational, b: Rational): boolean => a.n * b.d === b.n * a.d;

test('numbers keep the laws of arithmetic exactly', () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(same(add(a, b), add(b, a))).toBe(true);
      expect(same(add(add(a, b), c), add(a, add(b, c)))).toBe(true);
      expect(same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(true);
      expect(same(subtract(add(a, b), b), a)).toBe(true);
      const part = divide(a, b);
      if (part) expect(same(multiply(part, b), a)).toBe(true);
      expect(unitsAt(rounded(a, 2), 2)).toBe(unitsAt(a, 2));
    }),
  );
});

const typed = fc.record(
  {
    rows: fc.array(fc.option(fc.record({ a: fc.constantFrom('1', '2.5', 'x', ' ', '１元') }, { requiredKeys: [] }))),
    on: fc.boolean(),
    b: fc.constantFrom('3', 'y', ''),
    // What somebody sends in the place of what is calculated.
    total: fc.jsonValue(),
    big: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

test('what is sent in the place of a calculated value makes no difference, and taking in twice is taking in once', () => {
  const schema: FormSchema = {
    type: 'object',
    properties: {
      rows: {
        type: 'array',
        items: { type: 'object', properties: { a: amount, part: { type: 'number', 'x-calculate': 'a / total' } } },
      },
      b: amount,
      on: { type: 'boolean' },
      total: { ...amount, 'x-calculate': 'sum(rows.a) + b' },
    },
    if: { properties: { on: { const: true } }, required: ['on'] },
    then: { properties: { big: { type: 'boolean', 'x-calculate': 'total > 4' } } },
  };
  fc.assert(
    fc.property(typed, (data) => {
      const given = data as Record<string, never>;
      const { total: _, big: __, ...bare } = given;
      const kept = takeIn({ schema }, given, {});
      expect(takeIn({ schema }, bare, {})).toEqual(kept);
      expect(takeIn({ schema }, kept, {})).toEqual(kept);
      expect(takeIn({ schema }, withCalculated({ schema }, given, {}), {})).toEqual(kept);
      expect(JSON.stringify(kept)).not.toMatch(/null|NaN|Infinity/);
    }),
  );
});

test('whatever is written as an expression is read or told, and soon', () => {
  const part = fc.constantFrom(
    ...'a b ( ) [ ] { } . , + - * / ** = < > in if then else for some every return satisfies "x" 1 null true not sum( count( date( @"P1D" function .. : ; _ # $ ( ('.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part, { maxLength: 60 }).map((parts) => parts.join(' ')),
      ),
      (text) => {
        const parsed = parseExpression(text, { a: {}, b: { c: {} } });
        expect(parsed).toBeDefined();
        const { it } = takeIn(formOf({ a: amount, it: { type: 'string', 'x-calculate': text } }), { a: '1' }, {});
        expect(['string', 'undefined']).toContain(typeof it);
      },
    ),
    { numRuns: 300 },
  );
});
