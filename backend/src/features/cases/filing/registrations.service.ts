import {
  bindingValue,
  type DataError,
  type FormData,
  type FormDefinition,
  fieldAt,
  fill,
  isDay,
  type Json,
  keepingOut,
  keepsOutNamed,
  type Locale,
  type LocalizedText,
  maskText,
  namedOpenly,
  petitionersListed,
  type Recused,
  recusedIn,
  splitSensitive,
} from '@caseway/form-schemas';
import { dayStart, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import type { KeptOut } from '../case/kept-out.ts';
import { liesAt } from '../case/lies-at.ts';
import { type FoundIn, Recusals, UNKNOWN_STAFF } from '../handling/recusals.service.ts';
import { CasePersons, type Compared } from '../people/case-persons.service.ts';
import { isSamePerson } from '../people/person-keys.ts';

/** What is to be registered, by a form's version. */
export interface ToRegister {
  township: Scope;
  form: Versioned<'forms'>;
  data: FormData;
  /** A case that is registered: when, and when it was received; its day of receipt is no later than that. */
  registered?: { at: Date; placeId: string | null; receivedAt: Date; receivedOn: string; data: FormData };
}

/** A field with words that name nobody known. */
export interface NobodyFound {
  pointer: string;
  label: LocalizedText;
  /** These of its words, where others of them do; empty: it names nobody known at all. */
  words: string[];
}

/** What data says, whatever is decided about it. `errors` tell what is wrong with it. */
export interface Registration {
  errors: DataError[];
  place: Scope | null;
  scopePath: string;
  /** What the form keeps of the data: nothing hidden, nothing unknown. */
  data: FormData;
  open: FormData;
  sensitive: FormData;
  title: string;
  petitionerMasked: string | null;
  compared: Compared;
  headcount: number | null;
  recused: KeptOut;
  /** Fields whose text is to keep out whom it names, and has words that name nobody known; none that was registered so before. */
  nobodyFound: NobodyFound[];
  receivedOn: string;
  receivedAt: Date;
}

const NOT_A_TOWNSHIP: LocalizedText = {
  'zh-CN': '请选择一个镇街：案件在镇街登记。',
  en: 'Choose a township: cases are registered in townships.',
};
const UNKNOWN_PLACE: LocalizedText = {
  'zh-CN': '“{place}”不是该镇街的村居：请重新选择。',
  en: '"{place}" is not a village or community of this township: choose again.',
};
const CLOSED: LocalizedText = {
  'zh-CN': '“{place}”已停用，不再登记新案件：请选择其他区划。',
  en: '"{place}" is closed and takes no new cases: choose another place.',
};
const FUTURE_DAY: LocalizedText = {
  'zh-CN': '收到日期不能晚于今天（{today}）。',
  en: 'The day of receipt cannot be after today ({today}).',
};
const AFTER_REGISTRATION: LocalizedText = {
  'zh-CN': '收到日期不能晚于登记日期（{day}）。',
  en: 'The day of receipt cannot be after the day of registration ({day}).',
};
const FEWER_THAN_NAMED: LocalizedText = {
  'zh-CN': '人数少于列出的诉求人（{count}人）：请更正人数，或删去多列的人。',
  en: 'Fewer than the people named ({count}): correct the number, or take out who was named too many.',
};

const NAMED_TWICE: LocalizedText = {
  'zh-CN': '“{list}”第{first}项和第{second}项是同一人：请更正，或删去一项。',
  en: '"{list}" names the same person twice (entries {first} and {second}): correct one of them, or take it out.',
};

const NAMED_OPENLY: LocalizedText = {
  'zh-CN': '“{field}”人人可见，其中有“{by}”中的姓名、名称或号码（或与之相同的字）：请改写，不指明任何人。',
  en: 'Everybody reads "{field}", and it holds a name or number of "{by}", or a word that does: reword it so that it points to nobody.',
};

const TITLE_LENGTH = 200;
const NOTHING: Recused = { staff: [], departments: [], named: [] };

const asText = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** Reads data by its form: what it says of place, day, people and title, and what is wrong with it. Stores nothing. */
@Injectable()
export class Registrations {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly persons: CasePersons,
    private readonly recusals: Recusals,
  ) {}

  async read(
    { township, form, data: given, registered }: ToRegister,
    now: Date,
    locale: Locale,
  ): Promise<Registration> {
    const compiled = this.reader.compiledForm(form);
    const present = { today: localDay(now), ...(registered && { asOf: registered.receivedOn }) };
    const errors = [...compiled.validate(given, locale, present)];
    const data = compiled.takeIn(given, present);
    const bound = (name: keyof NonNullable<FormDefinition['bindings']>) => bindingValue(form.content, data, name);
    const fail = (binding: 'place' | 'receivedOn' | 'headcount', keyword: string, text: LocalizedText, value: string) =>
      errors.push({
        pointer: form.content.bindings?.[binding] ?? '',
        keyword,
        message: fill(text[locale], () => value),
      });

    if (township.kind !== 'township') {
      errors.push({ pointer: '', keyword: 'township', message: NOT_A_TOWNSHIP[locale] });
    }
    const place = await this.placeIn(township, asText(bound('place')));
    if (place === undefined) fail('place', 'place', UNKNOWN_PLACE, asText(bound('place')) ?? '');
    const closed = place?.closedAt ? place : township.closedAt ? township : null;
    // Where a case lies already, it may stay.
    const stays = registered && (place?.id ?? null) === registered.placeId;
    if (closed && !stays) fail('place', 'closed', CLOSED, closed.title[locale]);
    const latest = localDay(registered?.at ?? now);
    const said = this.dayOf(bound('receivedOn'), registered?.receivedOn ?? latest);
    const ahead = said > latest;
    // A day that has not come is told, and nothing is counted from it.
    const receivedOn = ahead ? latest : said;
    if (ahead) {
      fail('receivedOn', 'formatMaximum', registered ? AFTER_REGISTRATION : FUTURE_DAY, latest);
    }
    const compared = this.persons.compared(form.content, data);
    const headcount = bound('headcount');
    if (typeof headcount === 'number' && headcount < compared.people.length) {
      fail('headcount', 'minimum', FEWER_THAN_NAMED, String(compared.people.length));
    }
    errors.push(...namedTwice(form.content, data, locale));
    const keeping = keepingOut(form.content, data);
    const kept = keeping.filter(({ who }) => who === 'staff');
    const known = await this.recusals.known(kept.map(({ value }) => value));
    for (const { value, pointer } of kept) {
      const told = errors.some((error) => error.pointer === pointer);
      if (!known.has(value) && !told) errors.push({ pointer, keyword: 'staff', message: UNKNOWN_STAFF[locale] });
    }
    const recused = recusedIn(form.content, data);
    recused.staff = recused.staff.filter((id) => known.has(id));
    const found = await this.recusals.of(recused, township.scopePath);
    errors.push(...(await this.namedOpenly(form.content, data, found.kept, township, locale)));
    const nobodyFound = await this.nobodyFound(found, { recused, keeping, township, form, registered });
    const name = asText(bound('petitionerName'));
    return {
      errors,
      place: place ?? null,
      scopePath: liesAt({ form: form.content, routing: null, township, place: place ?? null }),
      data,
      ...splitSensitive(form.content, data),
      title: asText(bound('title'))?.slice(0, TITLE_LENGTH) ?? form.content.title[locale],
      petitionerMasked: name ? maskText(name) : null,
      compared,
      headcount: typeof headcount === 'number' ? headcount : null,
      recused: found.kept,
      nobodyFound,
      receivedOn,
      receivedAt: receivedAtOf(receivedOn, latest, registered, now),
    };
  }

  /** What a matter that speaks against somebody says to everybody of whom it does, and of who brings it. Nothing of it is repeated. */
  private async namedOpenly(
    form: FormDefinition,
    data: FormData,
    kept: KeptOut,
    township: Scope,
    locale: Locale,
  ): Promise<DataError[]> {
    if (!keepsOutNamed(form)) return [];
    const known = await this.recusals.namesIn(keepingOut(form, data), kept, township.scopePath);
    return namedOpenly(form, data, known).map(({ pointer, by }) => {
      const values = { field: labelAt(form, pointer)[locale], by: labelAt(form, by)[locale] };
      return { pointer, keyword: 'named-openly', message: fill(NAMED_OPENLY[locale], values) };
    });
  }

  /** Words of a text that name nobody known, nor were registered before; a colleague chosen beside it answers for them. */
  private async nobodyFound(
    { named, unnamed }: FoundIn,
    {
      recused,
      keeping,
      township,
      form,
      registered,
    }: Omit<ToRegister, 'data'> & { recused: Recused; keeping: ReturnType<typeof keepingOut> },
  ): Promise<NobodyFound[]> {
    if (unnamed.length === 0) return [];
    const before = registered ? recusedIn(form.content, registered.data) : NOTHING;
    if (recused.staff.some((id) => !before.staff.includes(id) && !named.includes(id))) return [];
    const texts = before.named.length > 0 ? { ...NOTHING, named: before.named } : NOTHING;
    const asked = (await this.recusals.of(texts, township.scopePath)).unnamed.flatMap(({ words }) => words);
    return keeping.flatMap(({ who, value, pointer }) => {
      if (who !== 'named' || before.named.includes(value)) return [];
      const { words: all = [], whole = false } = unnamed.find(({ text }) => text === value) ?? {};
      const words = all.filter((word) => !asked.includes(word));
      const isWhole = whole && words.length === all.length;
      if (words.length === 0) return [];
      return [{ pointer, label: labelAt(form.content, pointer), words: isWhole ? [] : words }];
    });
  }

  /** Undefined: named, but no place of the township; null: none named. */
  private async placeIn(township: Scope, key: string | null): Promise<Scope | null | undefined> {
    if (key === null) return null;
    const scopes = await this.scopes.all();
    return scopes.find((scope) => scope.key === key && scope.scopePath.startsWith(township.scopePath));
  }

  private dayOf(value: Json | undefined, otherwise: string): string {
    return typeof value === 'string' && isDay(value) ? value : otherwise;
  }
}

/** Two entries of one list are two people: two sides of a dispute, two who bring a matter together. */
function namedTwice(form: FormDefinition, data: FormData, locale: Locale): DataError[] {
  const listed = petitionersListed(form, data);
  return listed.flatMap(({ list, index, pointer, person }) => {
    const before = listed.find(
      (other) => other.list === list && other.index < index && isSamePerson(other.person, person),
    );
    if (!before) return [];
    const values = {
      list: (fieldAt(form, list)?.['x-title'] ?? form.title)[locale],
      first: before.index + 1,
      second: index + 1,
    };
    return [{ pointer, keyword: 'same-person', message: fill(NAMED_TWICE[locale], values) }];
  });
}

/** What a field is called; of one of a list, what the list is. */
function labelAt(form: FormDefinition, pointer: string): LocalizedText {
  const list = pointer.slice(0, pointer.lastIndexOf('/'));
  return fieldAt(form, pointer)?.['x-title'] ?? fieldAt(form, list)?.['x-title'] ?? form.title;
}

/** The moment from which clocks run: of the day of registration its moment, else the first moment of the day. */
function receivedAtOf(day: string, latest: string, registered: ToRegister['registered'], now: Date): Date {
  if (registered && day === registered.receivedOn) return registered.receivedAt;
  return day === latest ? (registered?.at ?? now) : dayStart(day);
}
