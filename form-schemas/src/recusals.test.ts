import fc from 'fast-check';
import type { FormSchema, Json } from './model/form-definition.ts';
import { isNamedIn, recusedIn } from './recusals.ts';

test('whoever the data keeps out is found wherever the form says so, by what it says', () => {
  const schema: FormSchema = {
    type: 'object',
    properties: {
      about: { type: 'string', 'x-recuses': true },
      others: { type: 'array', 'x-recuses': 'staff', items: { type: 'string' } },
      unit: { type: 'string', enum: ['land', 'none'], 'x-recuses': 'department' },
      units: { type: 'array', items: { $ref: '#/$defs/unit' } },
      accused: {
        type: 'array',
        items: { type: 'object', properties: { who: { type: 'string', 'x-recuses': 'named' } } },
      },
      by: { type: 'string' },
      no: { type: 'string', 'x-recuses': false },
    },
    $defs: { unit: { type: 'string', enum: ['land', 'farm'], 'x-recuses': 'department' } },
  };
  const data: Record<string, Json> = {
    about: 'a',
    others: ['b', 'c', 'a'],
    unit: 'land',
    units: ['farm', 'land'],
    accused: [{ who: '张三' }, { when: 'ever' }],
    by: 'd',
    no: 'e',
  };
  expect(recusedIn({ schema }, data)).toEqual({
    staff: ['a', 'b', 'c'],
    departments: ['land', 'farm'],
    named: ['张三'],
  });
});

test.each([
  ['民政办主任张三收受礼金', '张三', true],
  ['民政办主任张 三', '张三', true],
  ['民政办主任张　三', '张三', true],
  ['张某三', '张三', false],
  ['张', '张', false],
  ['某镇民政办', '民政办', true],
  ['Ｚｈａｎｇ  San of the land office', 'zhang san', true],
  ['Zhang Sandra', 'Zhang San', false],
  ['theLi Wei', 'Li Wei', false],
  ['主任Li Wei（副职）', 'Li Wei', true],
  ['Zhang San and Zhang Sandra', 'Zhang San', true],
  ['3号院2', '3号院', true],
  ['13号院', '3号院', false],
  ['', '张三', false],
  ['阿卜杜拉买买提', '阿卜杜拉·买买提', true],
  ['找过方、林二人', '方林', false],
  ['张三', '', false],
])('"%s" names "%s": %s', (text, name, named) => {
  expect(isNamedIn(text, name)).toBe(named);
});

test('a Chinese name is found in whatever is written around it', () => {
  const han = fc.constantFrom(...'张三李四王五赵六');
  const name = fc.array(han, { minLength: 2, maxLength: 4 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.string(), name, fc.string(), (before, sought, after) => {
      // A sign that joins the letter before it makes another letter of it.
      fc.pre(!/^\p{M}/u.test(after.normalize('NFKC')));
      expect(isNamedIn(`${before}${sought}${after}`, sought)).toBe(true);
    }),
  );
});

test.each([...'\u200b\u200c\u200d\u2060\u00ad\u200e\ufe00\ufeff\u180e\u034f\u{e0100}·•‧∙⋅・･．.'])(
  'a name stays one whatever stands in it unseen, or as a dot: %j',
  (sign) => {
    expect(isNamedIn(`镇长方${sign}林收受礼金`, '方林')).toBe(true);
    expect(isNamedIn('镇长方林收受礼金', `方${sign}林`)).toBe(true);
  },
);
