import fc from 'fast-check';
import { isNamedIn, unnamedIn } from './named.ts';

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

const KNOWN = ['张三', '江宁', '科员 李和平', 'Zhang San', '民政办', 'Land and Water Office'];

test.each([
  // One after another: each is somebody of their own.
  ['张三和镇长', ['镇长']],
  ['镇长、张三', ['镇长']],
  ['张三，书记；副镇长。', ['书记', '副镇长']],
  ['张三与书记以及 会计', ['书记', '会计']],
  ['镇长或者张三', ['镇长']],
  ['张三/李四', ['李四']],
  ['张三\n李四', ['李四']],
  ['张三 李四', ['李四']],
  ['李四 张三', ['李四']],
  ['江宁 镇长', ['镇长']],
  ['张三及其妻子', ['妻子']],
  ['民政办、李 四', ['李四']],
  ['Zhang San and the Mayor', ['the Mayor']],
  ['Zhang San & Li Si', ['Li Si']],
  ['Zhang San\nthe Mayor', ['the Mayor']],
  ['张三、外号“大炮”的人', ['外号“大炮”的人']],
  // Everybody is found.
  ['张三、江宁和民政办', []],
  ['张 三与江　宁', []],
  ['Zhang San and Land and Water Office', []],
  ['科员 李和平', []],
  // What is written around a name speaks of whoever bears it: their office, what they did, who they are.
  ['镇长江宁', []],
  ['镇长 江宁', []],
  ['青石镇 党委 书记 江宁和民政办主任 张三', []],
  ['江宁（镇长）', []],
  ['镇长（江宁）', []],
  ['张三，男，45岁，汉族，1980年生，13900000000', []],
  ['民政办主任张三收受礼金', []],
  ['张三参与赌博', []],
  ['和平村主任张三', []],
  ['张三、', []],
  // A bracket that lists is read as a list.
  ['江宁（镇长、书记）', ['镇长', '书记']],
  ['张三（及镇长）', ['镇长']],
  // How many there are: more than are named are others.
  ['张三、江宁二人', []],
  ['张三、江宁等2人', []],
  ['张三、江宁，共两人', []],
  ['张三、江宁等五人', ['等五人']],
  ['张三等', ['等']],
  ['张三等人', ['等人']],
  ['张三等村干部', ['等村干部']],
  // False alarms: a story told after a name may name somebody, and only people know.
  ['张三收受礼金，情节严重', ['情节严重']],
  // Nobody is found at all.
  ['镇长', ['镇长']],
  ['青石镇镇长、书记', ['青石镇镇长', '书记']],
  ['李和平', ['李和平']],
  ['和平路某厂', ['和平路某厂']],
  ['男', ['男']],
  ['？！', ['?!']],
  ['镇长\ufffc、张三', ['镇长']],
  ['  ', []],
])('of "%s" nobody known is named by %j', (text, parts) => {
  expect(unnamedIn(text, KNOWN)).toEqual(parts);
});

test('whoever is known is not asked about, and whoever is not is, however they are listed', () => {
  const who = fc.constantFrom('张三', '江宁', '民政办', '镇长', '书记', '赵大炮');
  const separator = fc.constantFrom('、', '，', ',', '；', ';', '和', '与', '及', '以及', '/', '\n', ' and ', ' 和 ');
  const listed = fc.array(fc.tuple(who, separator), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(listed, (list) => {
      const text = list.map(([one, sign], at) => (at === 0 ? one : `${sign}${one}`)).join('');
      const unknown = [...new Set(list.flatMap(([one]) => (KNOWN.includes(one) ? [] : [one])))];
      expect(unnamedIn(text, KNOWN)).toEqual(unknown);
    }),
  );
});

test('whatever is written is read: no text is too odd', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, known) => {
      for (const part of unnamedIn(text, known)) expect(part.trim()).not.toBe('');
    }),
  );
});
