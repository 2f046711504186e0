import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkForm } from '../check-form.ts';

import { pointerTokens } from '../json/pointer.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import { resolveForm } from '../resolve-form.ts';
import { drawForm, drawnFields } from './draw-form.ts';
import { requireWhen, showWhen } from './edit-conditions.ts';
import {
  type Content,
  conditionsReading,
  duplicateField,
  freeName,
  layOutField,
  moveField,
  patchField,
  putField,
  removeField,
  renameField,
} from './edit-fields.ts';
import { addSection, moveSection, patchSection, removeSection } from './edit-layout.ts';

const LIBRARY = 'form-schemas/library';
const forms: Content[] = readdirSync(LIBRARY).map((file) => JSON.parse(readFileSync(`${LIBRARY}/${file}`, 'utf8')));
const errorsOf = (content: Content) => checkForm(content).filter(({ severity }) => severity === 'error');
const fieldsOf = (content: Content) => drawnFields(drawForm(content));
const titles = (name: string) => ({ 'zh-CN': `名称${name}`, en: `Title ${name}` });
const text = (name: string): FormSchema => ({ type: 'string', maxLength: 50, 'x-title': titles(name) });

function at(content: unknown, pointer: string): unknown {
  return pointerTokens(pointer).reduce<unknown>((part, token) => (part as Record<string, unknown>)?.[token], content);
}

const byKey = new Map(forms.map((form) => [form.key as string, form]));
/** By name, so that a counterexample can be read. */
const anyForm = fc.constantFrom(...byKey.keys());
/** One of the fields of a form, by a number that goes round. */
const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;

/** What the platform cannot do without stays: everything else may be taken out. */
const dispensable = (content: Content, pointer: string): boolean => {
  const bound = Object.values((content as object as FormDefinition).bindings ?? {});
  return !bound.some((one) => one === pointer || one.startsWith(`${pointer}/`));
};

type Step = (content: Content, number: number) => Content;

let tokens = 0;
const token = () => (tokens++).toString(16).padStart(4, '0');

const STEPS: Record<string, Step> = {
  put: (content, number) => {
    const { sections } = drawForm(content);
    const section = pick(sections, number).key;
    return putField(content, freeName(content, '', 'text', token), text(String(number)), { object: '', section })
      .content;
  },
  putInside: (content, number) => {
    const homes = fieldsOf(content).filter(({ type, fields, fixed }) => !fixed && type === 'list' && fields.length > 0);
    if (homes.length === 0) return content;
    const object = `${pick(homes, number).pointer}/*`;
    return putField(content, freeName(content, object, 'text', token), text(String(number)), { object, index: 0 })
      .content;
  },
  remove: (content, number) => {
    const { pointer, object } = pick(fieldsOf(content), number);
    const alone = object !== '' && fieldsOf(content).filter((field) => field.object === object).length === 1;
    return alone || fieldsOf(content).length === 1 || !dispensable(content, pointer)
      ? content
      : removeField(content, pointer);
  },
  rename: (content, number) => {
    const field = pick(fieldsOf(content), number);
    return renameField(content, field.pointer, freeName(content, field.object, 'renamed', token)).content;
  },
  duplicate: (content, number) => duplicateField(content, pick(fieldsOf(content), number).pointer, token).content,
  move: (content, number) => {
    const { sections } = drawForm(content);
    const target = pick(sections, number);
    const { pointer, object } = pick(fieldsOf(content), number * 7);
    const place = object === '' ? { section: target.key, index: number % (target.fields.length + 1) } : { index: 0 };
    return moveField(content, pointer, place);
  },
  title: (content, number) =>
    patchField(content, pick(fieldsOf(content), number).pointer, { 'x-title': titles(`of ${number}`) }),
  layOut: (content, number) => layOutField(content, pick(fieldsOf(content), number).pointer, { width: 'half' }),
  show: (content, number) => {
    const [field, other] = [pick(fieldsOf(content), number), pick(fieldsOf(content), number * 3 + 1)];
    if (field.object !== other.object || field.pointer === other.pointer) return content;
    const boundHere = !dispensable(content, field.pointer);
    return boundHere ? content : showWhen(content, field.pointer, { required: [other.name] });
  },
  always: (content, number) => showWhen(content, pick(fieldsOf(content), number).pointer, null),
  require: (content, number) => requireWhen(content, pick(fieldsOf(content), number).pointer, 'always'),
  optional: (content, number) => requireWhen(content, pick(fieldsOf(content), number).pointer, 'never'),
  section: (content, number) => addSection(content, titles(`section ${number}`), number % 3).content,
  moveSection: (content, number) => moveSection(content, pick(drawForm(content).sections, number).key, number % 4),
  nameSection: (content, number) =>
    patchSection(content, pick(drawForm(content).sections, number).key, { title: titles(String(number)) }),
};

describe('a form edited', () => {
  test.each(forms.map((form) => [form.key as string, form] as const))(
    '%s: every field is drawn where it is',
    (_, form) => {
      const drawn = drawForm(form);
      expect(drawn.unplaced).toEqual([]);
      const placed = drawn.form.ui.sections.flatMap(({ fields }) => fields);
      expect(drawn.sections.flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(placed);
      for (const field of drawnFields(drawn)) expect(at(form, field.at)).toBeDefined();
    },
  );

  test('whatever is done in whatever order, a form without errors stays without', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(200)), { maxLength: 12 });
    fc.assert(
      fc.property(anyForm, steps, (key, chosen) => {
        const form = byKey.get(key) as Content;
        expect(errorsOf(form)).toEqual([]);
        let content = form;
        for (const [name, number] of chosen) content = STEPS[name]?.(content, number) ?? content;
        expect(errorsOf(content)).toEqual([]);
        // Nothing is left behind that does nothing.
        const { allOf = [] } = (content as object as FormDefinition).schema;
        expect(allOf.filter(({ if: asked, then, else: otherwise }) => asked && !then && !otherwise)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('what was put in and taken out leaves nothing; renamed there and back, moved there and back, it is as it was', () => {
    fc.assert(
      fc.property(anyForm, fc.nat(200), (key, number) => {
        const form = byKey.get(key) as Content;
        const { sections } = drawForm(form);
        const section = pick(sections, number).key;
        const { content, pointer } = putField(form, 'oneMore', text('1'), { object: '', section, index: 1 });
        expect(content).not.toEqual(form);
        expect(removeField(content, pointer)).toEqual(form);
        const field = pick(fieldsOf(form), number);
        const renamed = renameField(form, field.pointer, 'anotherName');
        expect(JSON.stringify(renamed.content)).not.toContain(`"${field.name}":{"x`);
        expect(renameField(renamed.content, renamed.pointer, field.name).content).toEqual(form);
        if (field.object !== '') return;
        const home = sections.find(({ fields }) => fields.some(({ name }) => name === field.name));
        const index = home?.fields.findIndex(({ name }) => name === field.name) ?? 0;
        const away = moveField(form, field.pointer, { section: pick(sections, number + 1).key, index: 0 });
        expect(moveField(away, field.pointer, { section: home?.key ?? '', index })).toEqual(form);
      }),
      { numRuns: 200 },
    );
  });

  test('an edit of one field changes no other', () => {
    fc.assert(
      fc.property(anyForm, fc.nat(200), (key, number) => {
        const form = byKey.get(key) as Content;
        const field = pick(fieldsOf(form), number);
        const next = patchField(form, field.pointer, { 'x-help': titles('help') });
        const strip = (content: Content) =>
          fieldsOf(content).map(({ pointer, schema: { 'x-help': help }, shown, required }) => ({
            pointer,
            help: pointer === field.pointer ? null : help,
            shown: shown.map((one) => one.if),
            required: typeof required === 'string' ? required : 'when',
          }));
        expect(strip(next)).toEqual(strip(form));
      }),
      { numRuns: 200 },
    );
  });

  test('a field with a condition is there exactly where it holds, and asked for as before', () => {
    const form: Content = {
      key: 'parking',
      schema: {
        type: 'object',
        properties: { spaces: { type: 'integer', 'x-title': '车位' }, reason: { type: 'string', 'x-title': '理由' } },
        required: ['reason'],
      },
    };
    const many: FormSchema = { properties: { spaces: { minimum: 3 } }, required: ['spaces'] };
    const shown = showWhen(form, '/reason', many);
    const there = (content: Content, data: Record<string, number>) =>
      resolveForm(drawForm(content).form, data).flatMap(({ fields }) =>
        fields.map(({ name, required }) => [name, required]),
      );
    expect(there(shown, { spaces: 2 })).toEqual([['spaces', false]]);
    expect(there(shown, { spaces: 3 })).toEqual([
      ['spaces', false],
      ['reason', true],
    ]);
    const asked = requireWhen(showWhen(shown, '/reason', null), '/reason', many);
    expect(there(asked, { spaces: 2 })).toContainEqual(['reason', false]);
    expect(there(asked, { spaces: 3 })).toContainEqual(['reason', true]);
    expect(conditionsReading(shown, '/spaces')).toEqual(['/allOf/0/if']);
    // Without what it hung on it is there always, and asked of nobody who was not asked before.
    expect(there(removeField(shown, '/spaces'), {})).toEqual([['reason', false]]);
  });

  test('a plain JSON Schema is written out at the first edit, and loses no label', () => {
    const plain: Content = {
      key: 'plain',
      schema: {
        type: 'object',
        title: 'A form',
        properties: { a: { type: 'string', title: 'First' }, b: { type: 'integer' } },
      },
    };
    const next = patchField(plain, '/b', { 'x-title': titles('b') });
    expect(errorsOf(next)).toEqual([]);
    const drawn = drawnFields(drawForm(next));
    expect(drawn.map(({ name, schema }) => [name, schema['x-title']?.en])).toEqual([
      ['a', 'First'],
      ['b', 'Title b'],
    ]);
    // What was written once stays one text: what a second language lacks is told.
    expect(drawn[0]?.written['x-title']).toBe('First');
  });

  test('a copy says so in the languages that there are', () => {
    const form: Content = {
      key: 'one',
      schema: { type: 'object', properties: { a: { type: 'string', 'x-title': { en: 'Only English' } } } },
    };
    const { content, pointer } = duplicateField(form, '/a', token);
    const copy = fieldsOf(content).find((field) => field.pointer === pointer);
    expect(copy?.written['x-title']).toEqual({ en: 'Only English (copy)' });
  });

  test('a section goes with its fields, and what they were read by', () => {
    const form = forms.find(({ key }) => key === 'petition-registration') as Content;
    const drawn = drawForm(form);
    const last = drawn.sections.at(-1);
    const next = removeSection(form, last?.key ?? '');
    expect(drawForm(next).sections.map(({ key }) => key)).toEqual(drawn.sections.slice(0, -1).map(({ key }) => key));
    for (const { pointer } of last?.fields ?? []) expect(fieldsOf(next).map((f) => f.pointer)).not.toContain(pointer);
  });
});
