import { type FormBindings, type FormDefinition, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import type { FactInfo } from '../facts.ts';
import { pointerTo } from '../json-value.ts';
import { SYSTEM_FACTS } from '../model/system-facts.ts';
import { familyOf } from './field-problems.ts';
import { pathsOf } from './paths-of-form.ts';
import type { Reading } from './readings.ts';
import { type Place, plain, type Together, type TogetherFinding } from './together.ts';

type Binding = keyof FormBindings;

/** What goes by a field that a form binds: facts of the platform, and what else it does with it. */
interface Use {
  /** The facts that are the field's value. */
  own: readonly (keyof typeof SYSTEM_FACTS)[];
  /** Facts that are reckoned from it. */
  reckoned: readonly (keyof typeof SYSTEM_FACTS)[];
  platform: LocalizedText;
}

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const PLATFORM = text('诉求通', 'Caseway');

/** Everything that goes by a binding: who adds a use of one adds it here. */
const USES: Record<Binding, Use> = {
  title: {
    own: [],
    reckoned: [],
    platform: text('台账与通知中的案件标题', 'the title of a case in ledger and notices'),
  },
  petitionerName: {
    own: [],
    reckoned: ['repeatCount'],
    platform: text('按姓名查找人员、重复登记提示与回执', 'the search for people by name, repeats and receipts'),
  },
  petitionerId: {
    own: [],
    reckoned: ['repeatCount'],
    platform: text('按证件号码查找人员与重复登记提示', 'the search for people by identity number, and repeats'),
  },
  petitionerContact: {
    own: [],
    reckoned: ['repeatCount'],
    platform: text('按电话查找人员与重复登记提示', 'the search for people by telephone, and repeats'),
  },
  petitionerAddress: {
    own: [],
    reckoned: [],
    platform: text('申请复查时沿用的住址', 'the address that a request for review takes over'),
  },
  place: {
    own: ['place'],
    reckoned: [],
    platform: text('案件归属的村居', 'the village or community that a case lies in'),
  },
  receivedOn: {
    own: ['receivedOn'],
    reckoned: ['ageDays'],
    platform: text('收到日期（改以登记当天计）', 'the day of receipt, which becomes the day of registration'),
  },
  headcount: {
    own: ['headcount'],
    reckoned: [],
    platform: text('人数（一律按1人计）', 'the number of people, which becomes 1'),
  },
  about: {
    own: [],
    reckoned: ['reviewRound', 'reviewLate', 'reviewOutside'],
    platform: text('所申请复查的原案件', 'the earlier case that a review is asked of'),
  },
  deliveredOn: {
    own: [],
    reckoned: [],
    platform: text('送达日期与自送达起算的时限', 'the day of delivery, and clocks from it'),
  },
  doneOn: {
    own: [],
    reckoned: [],
    platform: text('以前一办理日期为界的日期校验', 'the check of later days against what was done before'),
  },
  matter: {
    own: [],
    reckoned: ['repeatCount'],
    platform: text('“同一事项”的认定', 'which cases are about the same matter'),
  },
};

/** The bindings whose fields a fact of the platform is taken from; `own`: the fact is the field's value. */
export function bindingsOf(fact: string): { name: Binding; own: boolean }[] {
  return (Object.entries(USES) as [Binding, Use][]).flatMap(([name, { own, reckoned }]) => [
    ...((own as readonly string[]).includes(fact) ? [{ name, own: true }] : []),
    ...((reckoned as readonly string[]).includes(fact) ? [{ name, own: false }] : []),
  ]);
}

/** The facts of the platform that are a bound field's value, or reckoned from it. */
export const factsOfBinding = (name: Binding): readonly string[] => [...USES[name].own, ...USES[name].reckoned];

/** A field as rules read it: of an object's property `object.property`. */
export const keyOfPointer = (pointer: string): string => pointerTokens(pointer).join('.');

type Reader = Pick<Reading, 'place' | 'document' | 'part'>;

/** Clocks of the paths that a form's cases take, counted from the day of receipt. */
const clocksFromReceipt = (form: string, whole: Together): Reader[] =>
  pathsOf(form, whole).flatMap(({ key, title, clocks }) =>
    clocks.flatMap((clock, index) =>
      clock.startsOn.some(({ on }) => on === 'filed')
        ? [{ place: { kind: 'paths', key, pointer: `/clocks/${index}` } as const, document: title, part: clock.title }]
        : [],
    ),
  );

/** Actions that tell in writing, and record with the form that it arrived. */
const lettersDelivered = (form: string, { paths }: Together): Reader[] =>
  paths.flatMap(({ key, title, steps }) =>
    steps.flatMap(({ actions }, at) =>
      actions.flatMap((action, index) => {
        const pointer = `/steps/${at}/actions/${index}/tells/form`;
        const place = { kind: 'paths', key, pointer } as const;
        return action.tells?.form === form ? [{ place, document: title, part: action.title }] : [];
      }),
    ),
  );

/** Who goes by what a form binds, besides rules: clocks and letters of paths, and the platform itself. */
function othersOf(name: Binding, form: FormDefinition, whole: Together): { reader: Reader; needs: boolean }[] {
  const place: Place = { kind: 'forms', key: form.key, pointer: pointerTo('/bindings', name) };
  const itself = { place, document: PLATFORM, part: USES[name].platform };
  const clocks = name === 'receivedOn' ? clocksFromReceipt(form.key, whole) : [];
  const letters = name === 'deliveredOn' ? lettersDelivered(form.key, whole) : [];
  return [
    ...letters.map((reader) => ({ reader, needs: true })),
    ...[...clocks, itself].map((reader) => ({ reader, needs: false })),
  ];
}

/** What is read of a form by its bindings, as readings of the bound fields. */
export function boundReadings(form: FormDefinition, whole: Together): Reading[] {
  return (Object.keys(USES) as Binding[]).flatMap((name) => {
    const pointer = form.bindings?.[name];
    const [fact, ...steps] = pointer === undefined ? [] : pointerTokens(pointer);
    if (fact === undefined) return [];
    const asks = { fact, steps, operator: 'isPresent', value: true, asksIfGiven: true, leaf: null, context: [] };
    return othersOf(name, form, whole).map(({ reader }) => ({ ...reader, ...asks, forms: new Set([form.key]) }));
  });
}

/** What became of the field that a form binds; undefined where rules, clocks and the platform find it as before. */
function fateOf(name: Binding, before: FormDefinition, now: FormDefinition, fieldAt: FieldAt) {
  const [from, to] = [before.bindings?.[name], now.bindings?.[name]];
  if (from === undefined) return undefined;
  const [old, field] = [fieldAt(before, from), to === undefined ? undefined : fieldAt(now, to)];
  if (!old) return undefined;
  if (to === undefined || !field) return { code: 'binding-gone', old, field } as const;
  if (familyOf(old) !== familyOf(field)) return { code: 'field-retyped', old, field } as const;
  // The field under another name, bound as before: nothing is lost.
  const renamed = !fieldAt(now, from) && !fieldAt(before, to);
  return from === to || renamed ? undefined : ({ code: 'binding-changed', old, field } as const);
}

type FieldAt = (form: FormDefinition, pointer: string) => FactInfo | undefined;

/** Everybody who goes by a field that the form no longer binds, binds otherwise, or that holds something else. */
export function checkBindings(
  before: FormDefinition,
  now: FormDefinition,
  whole: Together,
  readings: readonly Reading[],
  fieldAt: FieldAt,
): TogetherFinding[] {
  return (Object.keys(USES) as Binding[]).flatMap((name): TogetherFinding[] => {
    const fate = fateOf(name, before, now, fieldAt);
    const from = before.bindings?.[name];
    if (!fate || from === undefined) return [];
    const { code, old, field } = fate;
    const { own, reckoned } = USES[name];
    const rules = readings.flatMap((reader) => {
      const facts: readonly string[] = [...own, ...reckoned];
      if (!facts.includes(reader.fact) || !reader.forms.has(now.key)) return [];
      return [{ reader, needs: (own as readonly string[]).includes(reader.fact) }];
    });
    return [...rules, ...othersOf(name, now, whole)].map(({ reader, needs }) => ({
      severity: code !== 'binding-changed' && needs ? 'error' : 'warning',
      code,
      places: [reader.place, { kind: 'forms', key: now.key, pointer: placeOf(name, now) }],
      params: {
        document: reader.document,
        part: reader.part,
        form: now.title,
        binding: plain(name),
        field: old.title,
        from: plain(old.type),
        ...(field && { other: field.title, to: plain(field.type) }),
      },
      mends: bindAsBefore(name, from, now, old, fieldAt),
      field: { form: now.key, path: pointerTokens(from) },
    }));
  });
}

/** Where the form says what it binds: the field, or that there is none. */
function placeOf(name: Binding, { bindings }: FormDefinition): string {
  const pointer = bindings?.[name];
  if (pointer === undefined) return '/bindings';
  return pointerTo('/schema', ...pointerTokens(pointer).flatMap((step) => ['properties', step]));
}

/** The binding is put back, where the field that it led to is there as it was. */
function bindAsBefore(
  name: Binding,
  from: string,
  now: FormDefinition,
  old: FactInfo,
  fieldAt: FieldAt,
): TogetherFinding['mends'] {
  const there = fieldAt(now, from);
  if (!there || familyOf(there) !== familyOf(old) || now.bindings?.[name] === from) return [];
  const pointer = pointerTo('/bindings', name);
  const edit = now.bindings?.[name] === undefined ? { pointer, add: from } : { pointer, value: from };
  return [{ kind: 'forms', key: now.key, code: 'bind-as-before', params: { field: old.title }, edits: [edit] }];
}
