import fc from 'fast-check';
import type { FormData, FormDefinition, FormSchema } from './model/form-definition.ts';
import { namedOpenly } from './named-openly.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const sensitive = { reason: both('why') };
const text: FormSchema = { type: 'string' };

function formWith(properties: Record<string, FormSchema>): FormDefinition {
  return {
    key: 'accusation',
    title: both('accusation'),
    description: both('accusation'),
    use: 'case',
    schema: {
      type: 'object',
      properties: {
        title: text,
        accused: { ...text, 'x-recuses': 'named', 'x-sensitive': sensitive },
        who: { ...text, 'x-sensitive': sensitive },
        phone: { ...text, format: 'cn-phone', 'x-sensitive': sensitive },
        ...properties,
      },
    },
    ui: { sections: [{ key: 'all', title: both('all'), fields: ['title', 'accused', 'who', 'phone'] }] },
    bindings: { title: '/title', petitionerName: '/who', petitionerContact: '/phone' },
  };
}
const FORM = formWith({});

test.each([
  // By the whole of a name, whatever is written around it, and however it is spaced.
  ['孙举报反映冯文索要好处费', '冯文', true],
  ['反映冯 文索要好处费', '冯文', true],
  ['反映冯·文索要好处费', '冯　文', true],
  ['反映冯文', '会计李四、冯文', true],
  ['反映李四', '会计李四和冯文', true],
  ['反映李四', '村会计李四（女，45岁）', true],
  ['反映柳如是', '民政助理柳如是', true],
  ['反映冯文的问题', '冯文索要好处费', true],
  ['反映欧阳修文', '欧阳 修文', true],
  ['About Feng Wen', 'the Mayor and feng wen', true],
  ['外号大炮的收礼', '外号“大炮”的人', true],
  ['东坡水泥厂的问题', '东坡水泥厂', true],
  // Errs by refusing: another word may hold a name.
  ['三王五帝庙修缮款被挪用', '王五', true],
  // What says nothing of whoever is meant.
  ['检举控告事项', '冯文', false],
  ['冯某文某', '冯文', false],
  ['文明办的事', '文', false],
  ['反映工作人员作风', '某科室工作人员', false],
  ['反映某某', '某某（示例，虚构）', false],
  ['反映二人', '冯文、李四二人', false],
  ['About Feng Wendy', 'Feng Wen', false],
  ['检举控告事项', '', false],
])('“%s” names of “%s”: %s', (title, accused, found) => {
  expect(namedOpenly(FORM, { title, accused })).toEqual(found ? [{ pointer: '/title', by: '/accused' }] : []);
});

test.each<[string, Record<string, FormSchema>, FormData, ReturnType<typeof namedOpenly>]>([
  ['who brings it', {}, { title: '欧阳守义反映作风', who: '欧阳守义' }, [{ pointer: '/title', by: '/who' }]],
  ['their number', {}, { title: '139 0000 4321来电', phone: '13900004321' }, [{ pointer: '/title', by: '/phone' }]],
  [
    'what is told of whom it speaks against',
    { post: { ...text, 'x-recuses': 'described' } },
    { title: '反映水利站副站长', post: '水利站副站长' },
    [{ pointer: '/title', by: '/post' }],
  ],
  [
    'a choice by its title',
    { post: { ...text, enum: ['a'], 'x-enum-titles': { a: both('村居干部') }, 'x-recuses': 'described' } },
    { title: '反映村居干部', post: 'a' },
    [{ pointer: '/title', by: '/post' }],
  ],
  [
    'in another open text, inside of a list',
    { notes: { type: 'array', items: { type: 'object', properties: { note: text } } } },
    { title: '事项', accused: '冯文', notes: [{ note: '照原话' }, { note: '冯文收受' }] },
    [{ pointer: '/notes/1/note', by: '/accused' }],
  ],
  [
    'nothing in a text that is masked, a day, or a choice',
    {
      facts: { ...text, 'x-sensitive': sensitive },
      day: { ...text, format: 'date' },
      kind: { ...text, enum: ['冯文'] },
    },
    { title: '事项', accused: '冯文', facts: '冯文收受', day: '2026-03-02', kind: '冯文' },
    [],
  ],
])('%s', (_, properties, data, found) => {
  expect(namedOpenly(formWith(properties), data)).toEqual(found);
});

test('a name of who was chosen is told where they were chosen', () => {
  const known = [{ pointer: '/staff/0', names: ['科员 江宁', '江宁'] }];
  expect(namedOpenly(FORM, { title: '反映江宁', accused: '领导' }, known)).toEqual([
    { pointer: '/title', by: '/staff/0' },
  ]);
});

test('a form that asks nobody for whom it speaks against has its own words', () => {
  const form = formWith({ accused: text });
  expect(namedOpenly(form, { title: '欧阳守义反映工资', who: '欧阳守义' })).toEqual([]);
});

test('whoever is listed is found in whatever is written around their name', () => {
  const han = fc.constantFrom(...'冯文李四欧阳修德');
  const name = fc.array(han, { minLength: 2, maxLength: 3 }).map((letters) => letters.join(''));
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
  const around = fc.stringMatching(/^[天地玄黄宇宙]{0,4}$/);
  fc.assert(
    fc.property(names, fc.nat(), around, around, (list, at, before, after) => {
      const title = `${before}${list[at % list.length]}${after}`;
      expect(namedOpenly(FORM, { title, accused: list.join('、') })).toHaveLength(1);
    }),
  );
});
