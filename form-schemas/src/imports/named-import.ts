import { drawForm } from '../edit/draw-form.ts';
import type { Content } from '../edit/edit-fields.ts';
import { putField } from '../edit/edit-fields.ts';
import { bindField } from '../edit/edit-layout.ts';
import { FIELD_TYPES } from '../field-types/registry.ts';
import type { FormDefinition } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';

interface Named {
  key: string;
  /** Undefined: the title that it was brought with. */
  title: LocalizedText | undefined;
  use: FormDefinition['use'];
}

/**
 * A form that was brought, under its key and title. One that opens cases names them by its first field that can, else by one
 * more.
 */
export function namedImport(brought: Content, { key, title, use }: Named): Content {
  const named: Content = { ...brought, key, ...(title && { title }), use };
  if (use === 'step') return named;
  const drawn = drawForm(named);
  const names = drawn.sections
    .flatMap(({ fields }) => fields)
    .find(({ type, schema, shown }) => FIELD_TYPES[type].namesCase && !schema['x-sensitive'] && shown.length === 0);
  if (names) return bindField(named, 'title', names.pointer);
  const summary = { type: 'string', maxLength: 60, 'x-title': { 'zh-CN': '事由', en: 'Matter' } } as const;
  const taken = new Set(drawn.sections.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const name = ['summary', 'caseSummary', 'titleOfCase'].find((one) => !taken.has(one)) ?? `summary-${taken.size}`;
  const made = putField(named, name, summary, { object: '', section: drawn.sections[0]?.key ?? '', index: 0 });
  return bindField(made.content, 'title', made.pointer);
}
