/** General categories by their long names in ECMA-262. */
const CATEGORIES: Record<string, string> = {
  Letter: 'L',
  Cased_Letter: 'LC',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Titlecase_Letter: 'Lt',
  Modifier_Letter: 'Lm',
  Other_Letter: 'Lo',
  Mark: 'M',
  Combining_Mark: 'M',
  Nonspacing_Mark: 'Mn',
  Spacing_Mark: 'Mc',
  Enclosing_Mark: 'Me',
  Number: 'N',
  Decimal_Number: 'Nd',
  digit: 'Nd',
  Letter_Number: 'Nl',
  Other_Number: 'No',
  Punctuation: 'P',
  punct: 'P',
  Connector_Punctuation: 'Pc',
  Dash_Punctuation: 'Pd',
  Open_Punctuation: 'Ps',
  Close_Punctuation: 'Pe',
  Initial_Punctuation: 'Pi',
  Final_Punctuation: 'Pf',
  Other_Punctuation: 'Po',
  Symbol: 'S',
  Math_Symbol: 'Sm',
  Currency_Symbol: 'Sc',
  Modifier_Symbol: 'Sk',
  Other_Symbol: 'So',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Line_Separator: 'Zl',
  Paragraph_Separator: 'Zp',
  Control: 'Cc',
  cntrl: 'Cc',
  Format: 'Cf',
};
const SHORT = new Set(Object.values(CATEGORIES).filter((name) => name !== 'LC'));

/** Scripts by the short names of ISO 15924 that forms of an office may use. */
const SCRIPTS: Record<string, string> = {
  Hani: 'Han',
  Latn: 'Latin',
  Cyrl: 'Cyrillic',
  Grek: 'Greek',
  Arab: 'Arabic',
  Tibt: 'Tibetan',
  Mong: 'Mongolian',
  Yiii: 'Yi',
  Hira: 'Hiragana',
  Kana: 'Katakana',
  Hang: 'Hangul',
  Bopo: 'Bopomofo',
  Zyyy: 'Common',
};

/** What a property of ECMA-262 is called by the linear-time engine; undefined where it has no such property. */
export function linearProperty(name: string): string | undefined {
  const [property = '', value] = name.split('=');
  if (value === undefined) {
    return Object.hasOwn(CATEGORIES, property) ? known(CATEGORIES[property]) : known(property);
  }
  if (property === 'General_Category' || property === 'gc') return linearProperty(value);
  if (property === 'Script' || property === 'sc') return Object.hasOwn(SCRIPTS, value) ? SCRIPTS[value] : value;
  return undefined;
}

const known = (category: string | undefined): string | undefined =>
  category !== undefined && SHORT.has(category) ? category : undefined;
