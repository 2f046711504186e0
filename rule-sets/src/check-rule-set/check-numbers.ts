import { isJsonObject, own, pointerTo } from '../json-value.ts';
import { finding, type RuleSetFinding } from './finding-catalogue.ts';

const DIGITS: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const ENGLISH: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const FRACTIONS: Record<string, number> = { half: 2, third: 3, quarter: 4, fifth: 5, tenth: 10 };

/** A Chinese numeral up to 99, or the number that digits write. */
function chinese(text: string): number {
  if (/^[\d.]+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text];
  const first = tens === '' ? 1 : (DIGITS[tens ?? ''] ?? 0);
  return first * 10 + (ones === '' || ones === undefined ? 0 : (DIGITS[ones] ?? Number.NaN));
}

/** How many days, in which rules count, stand in a unit. */
const UNIT_DAYS: [RegExp, number[]][] = [
  [/^(年|years?)/, [365, 366]],
  [/^(个?月|months?)/, [30, 31]],
  [/^(周|weeks?)/, [7]],
];

interface Said {
  text: string;
  /** Any of these in a condition is what the text says. */
  means: number[];
}

const NUMERAL = '[零一二两三四五六七八九十]+|\\d+(?:\\.\\d+)?';
const COUNTED = '(?:个?百分点|%|％|天|日|人|次|年|个月|月|元|户|周|小时|倍)';

/** The quantities that a text tells: fractions, percentages, digits, and numbers in words with what they count. */
function saidIn(text: string): Said[] {
  const said: Said[] = [];
  let rest = text;
  const take = (pattern: RegExp, meaning: (groups: string[], after: string) => number[]) => {
    rest = rest.replace(pattern, (...all) => {
      const groups = all.slice(0, -2).map((group) => String(group ?? ''));
      const offset = Number(all.at(-2));
      const means = meaning(groups, rest.slice(offset + (groups[0]?.length ?? 0)));
      if (means.length > 0) said.push({ text: groups[0] ?? '', means });
      return ' '.repeat(groups[0]?.length ?? 0);
    });
  };
  // Numbers of articles, measures and years name something, they do not measure it.
  take(
    /第\s*[零一二两三四五六七八九十百\d]+\s*[条项款号章类次]?|\b(?:article|measure|no\.?|step)\s*\d+|\d{4}\s*年(?!以)|\d{4}-\d{2}-\d{2}/gi,
    () => [],
  );
  const share = (part: number, whole: number) => [part / whole, (part / whole) * 100];
  take(new RegExp(`(${NUMERAL})分之(${NUMERAL})`, 'g'), ([, whole = '', part = '']) =>
    share(chinese(part), chinese(whole)),
  );
  take(/过半|半数|一半/g, () => share(1, 2));
  take(/\b(one|two|three|four)[ -](third|quarter|fifth|tenth)s?\b/gi, ([, part = '', whole = '']) =>
    share(ENGLISH[part.toLowerCase()] ?? 1, FRACTIONS[whole.toLowerCase()] ?? 1),
  );
  take(/\bhalf\b/gi, () => share(1, 2));
  take(/(\d+(?:\.\d+)?)\s*(?:%|％|per ?cent)/gi, ([, number = '']) => [Number(number), Number(number) / 100]);
  const counted = (number: number, after: string): number[] => {
    const unit = after.trimStart();
    const days = UNIT_DAYS.find(([pattern]) => pattern.test(unit))?.[1] ?? [];
    return [number, ...days.map((each) => each * number), ...(unit.startsWith('万') ? [number * 10_000] : [])];
  };
  take(/\d[\d,]*(?:\.\d+)?/g, ([number = ''], after) => counted(Number(number.replaceAll(',', '')), after));
  take(new RegExp(`([零一二两三四五六七八九十]+)(?=${COUNTED})`, 'g'), ([number = ''], after) =>
    counted(chinese(number), after),
  );
  take(
    /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?=[ -](?:days?|people|persons?|times?|years?|months?|weeks?|hours?|yuan)\b)/gi,
    ([number = ''], after) => counted(ENGLISH[number.toLowerCase()] ?? Number.NaN, after),
  );
  return said;
}

/** The numbers that a condition compares with, through named conditions. */
function comparedIn(condition: unknown, named: unknown, depth = 0): number[] {
  if (!isJsonObject(condition) || depth > 20) return [];
  const parts = ['all', 'any'].flatMap((group) => {
    const list = own(condition, group);
    return Array.isArray(list) ? list : [];
  });
  const name = own(condition, 'condition');
  const inner = [...parts, own(condition, 'not'), typeof name === 'string' ? own(named, name) : undefined];
  const value = own(condition, 'value');
  const literals = (Array.isArray(value) ? value : [value]).flatMap((item) => {
    if (typeof item === 'number') return [item];
    return typeof item === 'string' && /^-?\d+(\.\d+)?$/.test(item) ? [Number(item)] : [];
  });
  return [...literals, ...inner.flatMap((part) => comparedIn(part, named, depth + 1))];
}

/** "More than 3" and "4 or more" say the same; a share is written rounded. */
const isNear = (said: number, asked: number): boolean =>
  Math.abs(said - asked) <= (Number.isInteger(said) && Number.isInteger(asked) ? 1 : Math.abs(asked) < 2 ? 0.01 : 0.7);

/**
 * Where the title of a rule, or what it tells the person concerned, names a quantity that none of its conditions asks for:
 * a threshold that was changed without its words. Rules that compare with no number are not looked at.
 */
export function checkNumbers(ruleSet: unknown): RuleSetFinding[] {
  const rules = own(ruleSet, 'rules');
  const named = own(ruleSet, 'conditions');
  return (Array.isArray(rules) ? rules : []).flatMap((rule, index) => {
    const asked = comparedIn(own(rule, 'conditions'), named);
    if (asked.length === 0) return [];
    const values = [...new Set(asked)].join(', ');
    const texts: [string, unknown][] = [
      [`/rules/${index}/title`, own(rule, 'title')],
      [`/rules/${index}/event/params/say`, own(own(own(rule, 'event'), 'params'), 'say')],
    ];
    return texts.flatMap(([pointer, text]) =>
      Object.entries(isJsonObject(text) ? text : {}).flatMap(([language, words]) =>
        saidIn(typeof words === 'string' ? words : '')
          .filter(({ means }) => !means.some((meant) => asked.some((value) => isNear(meant, value))))
          .map(({ text: number }) => finding('number-differs', pointerTo(pointer, language), { number, values })),
      ),
    );
  });
}
