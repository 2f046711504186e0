import type { FormDefinition } from '@caseway/form-schemas';
import { matterOf } from './case-persons.service.ts';

const title = { 'zh-CN': '来访', en: 'Visit' };
const FORM: FormDefinition = {
  ...{ key: 'visit', title, description: title, use: 'case', ui: { sections: [] } },
  bindings: { matter: '/kinds' },
  schema: { type: 'object', properties: { kinds: { type: 'array' } } },
};

test('the same choices are the same matter, in whatever order; nothing said is none', () => {
  expect(matterOf(FORM, { kinds: ['a', 'b'] })).toBe(matterOf(FORM, { kinds: ['b', 'a'] }));
  expect(matterOf(FORM, { kinds: ['a'] })).not.toBe(matterOf(FORM, { kinds: ['b'] }));
  expect([matterOf(FORM, { kinds: [] }), matterOf(FORM, {})]).toEqual([null, null]);
});

test('a request about a case repeats nothing', () => {
  expect(matterOf({ ...FORM, review: { within: 'thirty-days' } }, { kinds: ['a'] })).toBeNull();
});
