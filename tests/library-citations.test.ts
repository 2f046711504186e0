// Every citation of the shipped data against a table of articles: each exists, says what the thing that cites it is about,
// and is the same in both languages.
import { readdirSync, readFileSync } from 'node:fs';
import { citationsIn, numbersCited, numeralValue, PLAN } from '@caseway/rule-sets';

interface Article {
  says: string;
  /** Keys of what may rest on it: rules, clocks, limits, paths, fields, forms. */
  about: string[];
}

type Node = Record<string, unknown> | unknown[] | string | number | boolean | null;

const FOLDERS = [
  'form-schemas/library',
  'rule-sets/library',
  'rule-sets/library/paths',
  'rule-sets/library/calendars',
  'rule-sets/library/demonstration',
];
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const table: Record<string, { articles: Record<string, Article>; about?: string[] }> =
  json('tests/fixtures/articles.json');

/** A text of the shipped data, with the key of the thing that it belongs to. */
interface Text {
  thing: string;
  zh: string;
  en?: string;
}

const texts: Text[] = [];

function visit(node: Node, thing: string): void {
  if (typeof node === 'string') texts.push({ thing, zh: node });
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const item of node) visit(item as Node, thing);
    return;
  }
  if (typeof node['zh-CN'] === 'string') {
    texts.push({ thing, zh: node['zh-CN'], ...(typeof node.en === 'string' && { en: node.en }) });
    return;
  }
  const key = [node.key, node.name].find((name) => typeof name === 'string' && /^[a-z0-9-]+$/.test(name));
  const here = typeof key === 'string' ? key : thing;
  const { policyDocument, policyArticle, ...rest } = node;
  // Document and article of a policy are two fields of a registration, and one citation.
  if (typeof policyDocument === 'string' && policyDocument.startsWith('《')) {
    texts.push({ thing: here, zh: `${policyDocument}${policyArticle}` });
  }
  for (const [name, value] of Object.entries(rest)) {
    const inner = name === 'properties' && value !== null && typeof value === 'object' && !Array.isArray(value);
    if (inner) for (const [field, schema] of Object.entries(value)) visit(schema as Node, field);
    else visit(value as Node, here);
  }
}

for (const folder of FOLDERS) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    visit(json(`${folder}/${name}`), name.replace('.json', ''));
  }
}

const cited = texts.flatMap(({ thing, zh }) => citationsIn(zh).citations.map((citation) => ({ thing, ...citation })));

test('there is something to look at', () => {
  expect(cited.length).toBeGreaterThan(100);
});

test('every law and article that is cited is in the table, and is about the thing that cites it', () => {
  const wrong = cited.flatMap(({ thing, law, article }) => {
    const entry = table[law];
    const about = article === undefined ? entry?.about : entry?.articles[article]?.about;
    return about?.includes(thing) ? [] : [`${thing}: ${law} ${article ?? ''}`];
  });
  expect([...new Set(wrong)]).toEqual([]);
});

test('the table allows nothing that is no longer cited', () => {
  const used = new Set(cited.map(({ thing, law, article }) => `${law} ${article ?? ''} ${thing}`));
  const idle = Object.entries(table).flatMap(([law, { articles, about = [] }]) => [
    ...about.map((thing) => `${law}  ${thing}`).filter((key) => !used.has(key)),
    ...Object.entries(articles).flatMap(([article, entry]) =>
      entry.about.map((thing) => `${law} ${article} ${thing}`).filter((key) => !used.has(key)),
    ),
  ]);
  expect(idle).toEqual([]);
});

test('no article is named without its law', () => {
  const bare = texts.flatMap(({ thing, zh }) => {
    // A field `policyArticle` of an invented local measure has its document in the field beside it.
    const found = thing === 'district' ? [] : citationsIn(zh).bare;
    return found.map((article) => `${thing}: ${article}`);
  });
  expect(bare).toEqual([]);
});

test('both languages cite the same articles and measures', () => {
  const different = texts.flatMap(({ thing, zh, en }) => {
    if (en === undefined) return [];
    const wanted = citationsIn(zh).citations.flatMap(({ article }) => article ?? []);
    const said = numbersCited(en);
    const same = wanted.toSorted((a, b) => a - b).join() === said.toSorted((a, b) => a - b).join();
    return same ? [] : [`${thing}: ${zh} ≠ ${en}`];
  });
  expect(different).toEqual([]);
});

test('numerals and lists of articles are read as people read them', () => {
  expect(['九', '十', '十九', '二十', '四十八', '一百零三'].map(numeralValue)).toEqual([9, 10, 19, 20, 48, 103]);
  expect(citationsIn('《甲法》第二十三条第一款、第三十一条第一项至第五项；方案措施七、八；《乙法》；第五条')).toEqual({
    citations: [
      { law: '甲法', article: 23 },
      { law: '甲法', article: 31 },
      { law: '乙法' },
      { law: PLAN, article: 7 },
      { law: PLAN, article: 8 },
    ],
    bare: ['第五条'],
  });
  expect(numbersCited('Law A, articles 23 paragraph 1, 28 and 31 items 1 to 5; plan, measures 7 and 8')).toEqual([
    23, 28, 31, 7, 8,
  ]);
});
