import { isPlainSchema } from '../derive/as-form.ts';
import { isObject } from '../json/equal.ts';
import type { FormDefinition } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import type { Content } from './edit-fields.ts';

interface Named {
  key: string;
  title: LocalizedText;
  use: FormDefinition['use'];
}

/** A form to begin with: one field; where it opens cases, the one that a case goes by. */
export function blankForm({ key, title, use }: Named): Content {
  const form: FormDefinition = {
    key,
    title,
    description: title,
    use,
    schema: {
      type: 'object',
      properties: {
        summary: { type: 'string', maxLength: 60, 'x-title': { 'zh-CN': '事由', en: 'Matter' } },
      },
      required: ['summary'],
    },
    ui: { sections: [{ key: 'section-1', title: { 'zh-CN': '基本情况', en: 'Details' }, fields: ['summary'] }] },
    ...(use === 'case' && { bindings: { title: '/summary' } }),
  };
  return form as object as Content;
}

/**
 * A form made of what somebody brings: a form, which gets the key and title given, or a JSON Schema as it stands. Null: it is
 * neither.
 */
export function broughtForm(brought: unknown, { key, title, use }: Named): Content | null {
  if (!isObject(brought)) return null;
  if (!isPlainSchema(brought)) return { ...brought, key, title };
  const isSchema = ['properties', '$ref', 'allOf', 'anyOf', 'oneOf', 'type', '$defs'].some((name) => name in brought);
  return isSchema ? { key, title, use, schema: brought } : null;
}
