import { escapeToken } from '../json/pointer.ts';
import type { FormDefinition } from '../model/form-definition.ts';
import { allProperties } from '../schema-walk.ts';
import type { Report } from './changes.ts';
import { same } from './meaning.ts';

/** Keys of sections whose fields staff assess, by field. */
const assessed = ({ ui }: FormDefinition): ReadonlyMap<string, boolean> =>
  new Map(ui.sections.flatMap(({ fields, assessment }) => fields.map((name) => [name, assessment === true] as const)));

const FORM_PARTS = new Set(['key', 'title', 'description', 'use', 'schema', 'ui', 'bindings', 'review']);

export function tellForm(before: FormDefinition, after: FormDefinition, report: Report): void {
  const now = assessed(after);
  const titles = allProperties(after.schema, after.schema);
  for (const [name, was] of assessed(before)) {
    if (now.has(name) && now.get(name) !== was)
      report('assessment-changed', '/ui/sections', { field: { name, title: titles.get(name)?.['x-title'] } });
  }
  if (!same(before.review, after.review)) report('review-changed', '/review');
  for (const part of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before, after].map((it) => it[part as keyof FormDefinition]);
    if (!FORM_PARTS.has(part) && !same([was], [is]))
      report('meaning-changed', `/${escapeToken(part)}`, {
        field: { name: after.key, title: after.title },
        keyword: part,
      });
  }
}
