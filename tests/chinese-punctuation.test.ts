// Chinese texts of the product use full-width punctuation: every catalogue, every finding and every shipped document.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const SOURCES = ['backend/src', 'frontend/src', 'rule-sets/src', 'form-schemas/src'];
const DATA = ['frontend/src/i18n', 'form-schemas/library', 'rule-sets/library'];

const files = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);

const CHINESE = '\\u4e00-\\u9fff';
const BESIDE = `${CHINESE}“”《》〔〕（）、，。：；`;
const HALF_WIDTH = new RegExp(`[${BESIDE}}][(),:;?!]|[(),:;?!][${BESIDE}]`);
/** Texts in which such a sign is one of a language of machines. */
const isPattern = (text: string) => /\(\?|^\(\{\}\)/.test(text);

const wrong = (text: string): boolean =>
  new RegExp(`[${CHINESE}]`).test(text) && !isPattern(text) && HALF_WIDTH.test(text);

/** Every text of a source file; what a template puts in is `{}`. */
function textsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node)) {
      texts.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}'));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

test('a half-width sign beside Chinese is seen, and none is seen elsewhere', () => {
  for (const text of ['责任人(assignee)。', '今天({today})', '路径,时限', '“甲”:乙', '（见{form}）,乙', '{count}人)']) {
    expect([text, wrong(text)]).toEqual([text, true]);
  }
  for (const text of ['责任人（assignee）。', '9:00 起', 'use: step', '“x”: gone', '第1条，9:00–17:00', 'f(x), 是']) {
    expect([text, wrong(text)]).toEqual([text, false]);
  }
});

test('texts in the source are written with full-width signs', () => {
  const found = SOURCES.flatMap((folder) =>
    files(folder, /\.tsx?$/).flatMap((file) =>
      textsOf(file)
        .filter(wrong)
        .map((text) => `${file}: ${text}`),
    ),
  );
  expect(found).toEqual([]);
});

test('texts in catalogues and shipped documents are written with full-width signs', () => {
  const found = DATA.flatMap((folder) =>
    files(folder, /\.json$/).flatMap((file) =>
      textsIn(JSON.parse(readFileSync(file, 'utf8')))
        .filter(wrong)
        .map((text) => `${file}: ${text}`),
    ),
  );
  expect(found).toEqual([]);
});
