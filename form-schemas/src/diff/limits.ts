import { jsonText } from '../json/text.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import type { Field, Report } from './changes.ts';

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;

export function diffLimits(before: FormSchema, after: FormSchema, pointer: string, field: Field, report: Report): void {
  const compare = (
    keywords: readonly (keyof FormSchema)[],
    tighter: (from: number, to: number) => boolean,
    none: number,
  ) => {
    for (const keyword of keywords) {
      const from = (before[keyword] as number | undefined) ?? none;
      const to = (after[keyword] as number | undefined) ?? none;
      if (from === to) continue;
      report(tighter(from, to) ? 'limits-tightened' : 'limits-loosened', pointer, { field, keyword });
    }
  };
  compare(LOWER, (from, to) => to > from, Number.NEGATIVE_INFINITY);
  compare(UPPER, (from, to) => to < from, Number.POSITIVE_INFINITY);
}

export function diffChoices(
  before: FormSchema,
  after: FormSchema,
  pointer: string,
  field: Field,
  report: Report,
): void {
  const [old, now] = [before, after].map(
    (schema) => new Set((schema.enum ?? []).map((value: Json) => jsonText(value))),
  );
  if (!old || !now || (old.size === 0 && now.size === 0)) return;
  // Any answer could be given, and only these can; or the other way round.
  if (!before.enum || !after.enum) {
    report(after.enum ? 'limits-tightened' : 'limits-loosened', pointer, { field, keyword: 'enum' });
    return;
  }
  const called = ({ 'x-enum-titles': titles }: FormSchema, name: string): Field => ({ name, title: titles?.[name] });
  for (const value of now) if (!old.has(value)) report('choice-added', pointer, { field, value: called(after, value) });
  for (const value of old)
    if (!now.has(value)) report('choice-removed', pointer, { field, value: called(before, value) });
}
