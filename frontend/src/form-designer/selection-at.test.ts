import { readdirSync, readFileSync } from 'node:fs';
import { drawForm, drawnFields, jsonText, pointerTokens } from '@caseway/form-schemas';
import { formTexts } from './form-texts.ts';
import { selectionAt } from './selection-at.ts';

const forms = readdirSync('form-schemas/library').map(
  (file) => JSON.parse(readFileSync(`form-schemas/library/${file}`, 'utf8')) as Record<string, unknown>,
);

describe('what is drawn of a place in the file', () => {
  test('is the field that is declared there, its choices, its layout and where it stands included', () => {
    for (const form of forms) {
      const drawn = drawForm(form);
      for (const { pointer, at, object } of drawnFields(drawn)) {
        const selection = { kind: 'field', pointer };
        expect(selectionAt(drawn, at)).toEqual(selection);
        expect(selectionAt(drawn, `${at}/x-title/en`)).toEqual(selection);
        expect(selectionAt(drawn, `/ui/fields/${pointer.replaceAll('/', '~1')}/width`)).toEqual(selection);
        if (object !== '') continue;
        const [index, place] = drawn.form.ui.sections.flatMap(({ fields }, section) => {
          const found = fields.indexOf(pointerTokens(pointer)[0] ?? '');
          return found < 0 ? [] : [section, found];
        });
        expect(selectionAt(drawn, `/ui/sections/${index}/fields/${place}`)).toEqual(selection);
      }
      expect(selectionAt(drawn, '/ui/sections/0/title')).toMatchObject({ kind: 'section' });
      expect(selectionAt(drawn, '/title/en')).toEqual({ kind: 'form' });
      expect(selectionAt(drawn, '/schema/x-unknown')).toBeUndefined();
    }
  });
});

describe('the texts of a form', () => {
  const wordsIn = (value: unknown, into: string[] = []): string[] => {
    if (value !== null && typeof value === 'object') {
      const { 'zh-CN': zh, en } = value as Record<string, unknown>;
      if (typeof zh === 'string' && typeof en === 'string') into.push(zh);
      else for (const part of Object.values(value)) wordsIn(part, into);
    }
    return into;
  };

  test('are all that the file has, each once, and each is written where it is', () => {
    for (const form of forms) {
      const texts = formTexts(drawForm(form), form);
      const listed = texts.map(({ text }) => (text as Record<string, string>)['zh-CN']);
      expect([form.key, listed.toSorted()]).toEqual([form.key, wordsIn(form).toSorted()]);
      for (const { id, put } of texts) {
        const next = put(form, { 'zh-CN': `新${id}`, en: id });
        const changed = formTexts(drawForm(next), next).filter(({ text }) =>
          jsonText(text as never).includes(`新${id}`),
        );
        expect(changed.map((one) => one.id)).toEqual([id]);
      }
    }
  });

  test('a language that lacks is lacking, whatever is shown instead', () => {
    const form = { key: 'a', schema: { properties: { a: { type: 'string', 'x-title': { 'zh-CN': '甲' } } } } };
    const text = formTexts(drawForm(form), form).find(({ id }) => id === '/a title')?.text;
    expect(text).toEqual({ 'zh-CN': '甲' });
  });
});
