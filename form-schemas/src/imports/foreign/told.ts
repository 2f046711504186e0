import type { LocalizedText } from '../../model/text.ts';
import { IMPORT_LIMITS, type NotCarried } from './contract.ts';

const words = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Everything that may be told of a foreign form, each said once; `{…}` is filled in. */
export const NOT_CARRIED = {
  type: words('类型“{what}”没有对应的字段类型，未带入。', 'There is no field type like "{what}": it is left out.'),
  typeAsText: words(
    '类型“{what}”没有对应，改为文字字段。',
    'There is no field type like "{what}": it became a text field.',
  ),
  static: words('只显示、不填写的内容未带入。', 'What is only shown and not filled in is left out.'),
  button: words('按钮未带入：提交由系统提供。', 'A button is left out: the platform has its own.'),
  hidden: words('隐藏字段或自动填写的字段未带入。', 'A hidden or automatic field is left out.'),
  calculated: words('计算公式未带入：{what}', 'A calculation is left out: {what}'),
  script: words('脚本不会带入。', 'A script is never carried.'),
  condition: words('条件未带入，字段一直显示：{what}', 'A condition is left out, and the field always shown: {what}'),
  requirement: words(
    '必填条件未带入，字段改为选填：{what}',
    'When it is required is left out, and it is optional: {what}',
  ),
  check: words('校验未带入：{what}', 'A check is left out: {what}'),
  message: words(
    '自定义的提示语未带入：系统有自己的提示。',
    'A message of its own is left out: the platform has its words.',
  ),
  default: words('默认值未带入：请由填写人作答。', 'A default is left out: whoever fills it in answers.'),
  choicesElsewhere: words(
    '选项取自别处，未带入，改为文字字段。',
    'The choices come from elsewhere: it became a text field.',
  ),
  other: words(
    '“其他”一项的补充填写未带入，请另加字段。',
    'Writing in another choice is left out: add a field for it.',
  ),
  choiceLost: words(
    '选项“{what}”重复或为空，未带入。',
    'The choice "{what}" is empty or stands twice: it is left out.',
  ),
  choiceFilter: words('选项的筛选未带入：全部列出。', 'Choices that hang on an answer are left out: all are offered.'),
  setting: words('设置“{what}”没有对应，未带入。', 'There is nothing like the setting "{what}": it is left out.'),
  language: words(
    '语言“{what}”未带入：只有中文和英文。',
    'The language "{what}" is left out: there are Chinese and English.',
  ),
  piping: words(
    '文字中引用答案的部分原样保留：{what}',
    'Where a text quotes an answer it stays as it is written: {what}',
  ),
  formatting: words('文字的格式未带入。', 'The formatting of a text is left out.'),
  shortened: words('文字过长，只带入前{what}个字。', 'The text is too long: its first {what} characters came.'),
  renamed: words('名称不能使用，改为“{what}”。', 'The name cannot be used: it is called "{what}".'),
  rows: words('{what}行数据未带入：只用来判断类型。', '{what} rows of data are left out: they only told the types.'),
  guessed: words('按名称和内容猜为“{what}”。', 'By its name and contents taken for "{what}".'),
  text: words('文字“{what}”不是字段，未带入。', 'The text "{what}" is no field: it is left out.'),
  several: words('一个字段填写多个值未带入，改为一个值。', 'Several values in one field are left out: it takes one.'),
  nested: words('嵌套的一组字段改为并列的字段。', 'Fields that stood inside of each other stand side by side now.'),
  tooMany: words('内容过多，从这里起未带入。', 'There is too much of it: from here on it is left out.'),
  mended: words('{what}', '{what}'),
} satisfies Record<string, LocalizedText>;

export type NotCarriedCode = keyof typeof NOT_CARRIED;

/** Keeps what is told of one form, in order, each once. */
export class Told {
  readonly list: NotCarried[] = [];
  private readonly known = new Set<string>();

  add(place: string, code: NotCarriedCode, what: string | LocalizedText | number = ''): void {
    const { 'zh-CN': zh, en } = NOT_CARRIED[code];
    const said = typeof what === 'object' ? what : words(short(String(what)), short(String(what)));
    // Not by `replace` of a text: what is filled in may hold its signs.
    const text = words(zh.split('{what}').join(said['zh-CN']), en.split('{what}').join(said.en));
    const name = `${place}\n${text.en}`;
    if (this.known.has(name) || this.list.length > IMPORT_LIMITS.told) return;
    this.known.add(name);
    const full = this.list.length === IMPORT_LIMITS.told;
    this.list.push(full ? { place: '', what: NOT_CARRIED.tooMany } : { place: short(place, 200), what: text });
  }
}

const short = (text: string, most = 120): string => {
  const characters = [...text.slice(0, most * 2)];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text.slice(0, most * 2);
};
