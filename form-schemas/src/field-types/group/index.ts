import { isObject } from '../../json/equal.ts';
import type { FieldTypeDefinition } from '../contract.ts';
import { CONTENT_KEYWORDS, listed, omit, oneField, PLAIN, pick } from '../parts.ts';

export const group: FieldTypeDefinition = {
  ...PLAIN,
  title: { 'zh-CN': '一组字段', en: 'Group of fields' },
  help: { 'zh-CN': '放在一起填写的几个字段。', en: 'Fields that belong together.' },
  group: 'structure',
  is: ({ type, properties }) => type === 'object' || Boolean(properties),
  create: oneField,
  limits: [],
  initial: () => ({}),
  format: (schema, value, locale, part) =>
    listed(
      Object.entries(isObject(value) ? value : {}).map(([name, inner]) => {
        const property = schema.properties?.[name] ?? {};
        const title = property['x-title']?.[locale] ?? name;
        return `${title}${locale === 'en' ? ': ' : '：'}${part(property, inner)}`;
      }),
      locale,
    ),
  content: {
    kind: 'fields',
    of: (schema) => schema,
    put: (schema, content) => ({
      ...omit(schema, CONTENT_KEYWORDS.fields),
      ...pick(content, CONTENT_KEYWORDS.fields),
    }),
  },
};
