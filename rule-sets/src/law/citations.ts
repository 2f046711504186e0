/** A place of a law or of the plan that a text names: `article` is absent where it names the law as a whole. */
export interface Citation {
  law: string;
  article?: number;
}

/** How the township's work plan is named in the table of articles; its measures stand as articles. */
export const PLAN = '方案';

/** What a Chinese text cites, each once, as `law article`, sorted; nothing where it is none: a draft holds anything. */
export const citedIn = (text: unknown): string[] =>
  [
    ...new Set(
      citationsIn(typeof text === 'string' ? text : '').citations.map(({ law, article = '' }) => `${law} ${article}`),
    ),
  ].sort();

const DIGITS = '零一二三四五六七八九';

/** A Chinese numeral below a thousand, as articles are counted: 四十八 is 48. */
export function numeralValue(numeral: string): number {
  let total = 0;
  let digit = 0;
  for (const char of numeral) {
    if (char === '百') total += (digit || 1) * 100;
    else if (char === '十') total += (digit || 1) * 10;
    else digit = DIGITS.indexOf(char);
    if (char === '百' || char === '十') digit = 0;
  }
  return total + digit;
}

const ARTICLE = '第[零一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+[款项](?:至第[一二三四五六七八九十]+项)?)?';
const LAW = new RegExp(`《([^》]+)》((?:${ARTICLE}[、和]?)*)`, 'g');
const MEASURES = /措施((?:[一二三四五六七八九十]、?)+)/g;

/** What a Chinese text cites, and the articles that it names without a law: nobody can look those up. */
export function citationsIn(text: string): { citations: Citation[]; bare: string[] } {
  const citations: Citation[] = [];
  for (const [, law = '', articles = ''] of text.matchAll(LAW)) {
    const named = [...articles.matchAll(/第([零一二三四五六七八九十百]+)条/g)];
    if (named.length === 0) citations.push({ law });
    for (const [, numeral = ''] of named) citations.push({ law, article: numeralValue(numeral) });
  }
  for (const [, measures = ''] of text.matchAll(MEASURES)) {
    for (const numeral of measures.split('、').filter(Boolean)) {
      citations.push({ law: PLAN, article: numeralValue(numeral) });
    }
  }
  const bare = text.replaceAll(LAW, '').match(new RegExp(ARTICLE, 'g')) ?? [];
  return { citations, bare };
}

const UNITS = /(?:paragraphs?|items?) \d+(?: to \d+)?/g;

/** The numbers of articles and of the plan's measures in an English text, in order. */
export function numbersCited(text: string): number[] {
  const plain = text.replaceAll(UNITS, '');
  return [...plain.matchAll(/(?:articles?|measures?) ((?:\d+(?: ?, and | ?, | and )?)+)/gi)].flatMap(([, list = '']) =>
    (list.match(/\d+/g) ?? []).map(Number),
  );
}
