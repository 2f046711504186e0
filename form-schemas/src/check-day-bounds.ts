import { boundsOf, DAY_BOUNDS, DAY_QUESTIONS, type DayBoundKeyword, isAgo } from './day-bounds.ts';
import { definitionOf } from './field-types/registry.ts';
import type { Report } from './form-findings.ts';
import { isDay } from './formats/id-number.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormDefinition, FormSchema } from './model/form-definition.ts';
import { isPresentDay } from './model/present.ts';
import { partsOf } from './schema-index.ts';
import { fieldAt } from './schema-walk.ts';

const isDayField = (schema: FormSchema | undefined): boolean =>
  schema !== undefined && definitionOf(schema).limits.includes('x-not-before');

/** Bounds of days stand at days, and are days: fixed ones, today, days of the case that a step belongs to, or other days of the form. */
export function checkDayBounds(form: FormDefinition, report: Report): void {
  const asked: readonly DayBoundKeyword[] = DAY_QUESTIONS;
  const usable = (bound: string, keyword: DayBoundKeyword): boolean => {
    // What cannot be is no matter of how long ago.
    if (isAgo(bound)) return asked.includes(keyword);
    if (bound === 'today') return true;
    // A letter is what a form records the delivery of.
    if (bound === 'told') return form.use === 'step' && form.bindings?.deliveredOn !== undefined;
    // A form that opens a case is what says when it was received, and nothing was done before.
    if (isPresentDay(bound)) return form.use === 'step';
    return bound.startsWith('/') ? isDayField(fieldAt(form, bound)) : isDay(bound);
  };
  const open = [{ schema: form.schema, pointer: '/schema' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { schema, pointer } = next;
    for (const keyword of [...DAY_BOUNDS, ...DAY_QUESTIONS]) {
      const bounds = boundsOf(schema, keyword);
      if (bounds.length > 0 && !isDayField(schema)) report('day-bound-place', `${pointer}/${keyword}`);
      for (const bound of bounds) if (!usable(bound, keyword)) report('day-bound', `${pointer}/${keyword}`, { bound });
    }
    for (const { steps, schema: part } of partsOf(schema)) {
      open.push({ schema: part, pointer: `${pointer}/${steps.map(escapeToken).join('/')}` });
    }
  }
}
