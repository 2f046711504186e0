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
const NUMERALS = Object.keys(ENGLISH).join('|');
/** Twenty-five, two hundred. */
const IN_ENGLISH = `(?:${NUMERALS}|hundred|thousand)(?:[ -](?:${NUMERALS}|hundred|thousand))*`;
const english = (text: string): number =>
  text
    .toLowerCase()
    .split(/[ -]/)
    .reduce((sum, word) => {
      if (word === 'hundred') return Math.max(sum, 1) * 100;
      return word === 'thousand' ? Math.max(sum, 1) * 1000 : sum + (ENGLISH[word] ?? Number.NaN);
    }, 0);
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

/** Which whole numbers a text or a condition tells apart: those from this many on from those below. */
type Sense = 'from' | 'above' | 'below' | 'up-to';

interface Said {
  text: string;
  /** Any of these in a condition is what the text says. */
  means: number[];
  /** How the text speaks of the number; undefined where it says none of it. */
  sense: Sense | undefined;
}

/** Words right before a number, the longer ones first, and right after it and what it counts. */
const BEFORE: [RegExp, Sense][] = [
  [/(?:不超过|不多于|不大于|至多|最多|\b(?:no|not) more than|\bat most|\bup to|\bwithin)\s*$/i, 'up-to'],
  [/(?:不少于|不低于|不小于|至少|\bno (?:fewer|less) than|\bat least)\s*$/i, 'from'],
  [/(?:未满|不满|未达到?|不足|低于|少于|小于|\b(?:fewer|less|younger) than|\bbelow|\bunder)\s*$/i, 'below'],
  [/(?:超过|多于|大于|高于|逾|\b(?:more|older|longer|higher) than|\bover|\babove|\bexceed(?:s|ing)?)\s*$/i, 'above'],
  [/(?:达到?|满|\bgroups? of)\s*$/i, 'from'],
];
const AFTER: [RegExp, Sense][] = [
  [/^[\s-]*(?:\p{Script=Han}{0,3}?[（(]?含?[）)]?及?以上|(?:\w+ )?(?:or|and) (?:more|over|above|older)\b)/u, 'from'],
  [/^[\s-]*(?:\p{Script=Han}{0,3}?以内|(?:\w+ )?or (?:fewer|less)\b)/u, 'up-to'],
];

const senseOf = (before: string, after: string): Sense | undefined =>
  BEFORE.find(([pattern]) => pattern.test(before))?.[1] ?? AFTER.find(([pattern]) => pattern.test(after))?.[1];

/** The first whole number on the upper side. */
const thresholdOf = (number: number, sense: Sense): number =>
  sense === 'above' || sense === 'up-to' ? number + 1 : number;

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
      const after = rest.slice(offset + (groups[0]?.length ?? 0));
      const means = meaning(groups, after);
      if (means.length > 0) said.push({ text: groups[0] ?? '', means, sense: senseOf(rest.slice(0, offset), after) });
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
    new RegExp(
      `\\b(${IN_ENGLISH})(?=[ -](?:days?|people|persons?|times?|years?|months?|weeks?|hours?|yuan|(?:or|and) (?:more|over|above|older|fewer|less))\\b)`,
      'gi',
    ),
    ([number = ''], after) => counted(english(number), after.replace(/^-/, ' ')),
  );
  const told = BEFORE.map(([pattern]) => pattern.source.replace('\\s*$', '')).join('|');
  take(new RegExp(`(?<=(?:${told})\\s+)(${IN_ENGLISH})\\b`, 'gi'), ([number = ''], after) =>
    counted(english(number), after),
  );
  return said;
}

interface Asked {
  value: number;
  sense: Sense | undefined;
}

const SENSES: Record<string, Sense> = {
  greaterThan: 'above',
  greaterThanInclusive: 'from',
  lessThan: 'below',
  lessThanInclusive: 'up-to',
  countAtLeast: 'from',
};

/** The numbers that a condition compares with, through named conditions. */
function comparedIn(condition: unknown, named: unknown, depth = 0): Asked[] {
  if (!isJsonObject(condition) || depth > 20) return [];
  const parts = ['all', 'any'].flatMap((group) => {
    const list = own(condition, group);
    return Array.isArray(list) ? list : [];
  });
  const name = own(condition, 'condition');
  const inner = [...parts, own(condition, 'not'), typeof name === 'string' ? own(named, name) : undefined];
  const value = own(condition, 'value');
  const operator = own(condition, 'operator');
  const sense = typeof operator === 'string' && Object.hasOwn(SENSES, operator) ? SENSES[operator] : undefined;
  const literals = (Array.isArray(value) ? value : [value]).flatMap((item): Asked[] => {
    if (typeof item === 'number') return [{ value: item, sense }];
    return typeof item === 'string' && /^-?\d+(\.\d+)?$/.test(item) ? [{ value: Number(item), sense }] : [];
  });
  return [...literals, ...inner.flatMap((part) => comparedIn(part, named, depth + 1))];
}

/** A share is written rounded. Of whole numbers, "more than 3" and "4 or more" say the same, and 3 and 4 do not. */
function saysTheSame(meant: number, sense: Sense | undefined, asked: Asked): boolean {
  if (!Number.isInteger(meant) || !Number.isInteger(asked.value)) {
    return Math.abs(meant - asked.value) <= (Math.abs(asked.value) < 2 ? 0.01 : 0.7);
  }
  if (meant === asked.value) return true;
  if (!sense || !asked.sense) return false;
  return thresholdOf(meant, sense) === thresholdOf(asked.value, asked.sense);
}

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
    const values = [...new Set(asked.map(({ value }) => value))].join(', ');
    const texts: [string, unknown][] = [
      [`/rules/${index}/title`, own(rule, 'title')],
      [`/rules/${index}/event/params/say`, own(own(own(rule, 'event'), 'params'), 'say')],
    ];
    return texts.flatMap(([pointer, text]) =>
      Object.entries(isJsonObject(text) ? text : {}).flatMap(([language, words]) =>
        saidIn(typeof words === 'string' ? words : '')
          .filter(({ means, sense }) => !means.some((meant) => asked.some((each) => saysTheSame(meant, sense, each))))
          .map(({ text: number }) => finding('number-differs', pointerTo(pointer, language), { number, values })),
      ),
    );
  });
}
