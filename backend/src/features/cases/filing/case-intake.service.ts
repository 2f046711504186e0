import {
  bindingValue,
  type DataError,
  type FormData,
  type FormDefinition,
  type Json,
  type Locale,
  type LocalizedText,
  maskText,
  recusedIn,
  splitSensitive,
} from '@caseway/form-schemas';
import { dayStart, localDay, type PathState, startPath } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { LinkKind } from '../../../contract/index.ts';
import type { ActiveConfiguration } from '../../configuration/active-configuration.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { caseFacts } from '../../decisions/case-facts.ts';
import { type CaseDecision, decideCase } from '../../decisions/decide-case.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { CaseLinks, type WantedLink } from '../earlier/case-links.service.ts';
import { CasePersons, type Compared } from '../people/case-persons.service.ts';
import type { EarlierCase } from '../people/people-store.ts';
import { type ReviewRequest, Reviews } from '../review/reviews.service.ts';

/** What somebody wants to file. */
export interface Intake {
  township: string;
  form: string;
  data: FormData;
  /** Earlier cases that it belongs to, by id or number. */
  links?: readonly { case: string; kind: LinkKind }[];
}

/** A case read and decided, not stored. `errors` tell what is wrong with the data; the decision is there all the same. */
export interface ReadIntake {
  errors: DataError[];
  township: Scope;
  place: Scope | null;
  scopePath: string;
  configuration: ActiveConfiguration;
  form: Versioned<'forms'>;
  /** What the form keeps of the data: nothing hidden, nothing unknown. */
  data: FormData;
  open: FormData;
  sensitive: FormData;
  title: string;
  petitionerMasked: string | null;
  compared: Compared;
  links: WantedLink[];
  /** Cases of the same people, and linked ones: all of the township's, also those that the user may not see. */
  earlier: EarlierCase[];
  headcount: number | null;
  /** What it asks to have reviewed; null where it is a matter of its own. */
  review: ReviewRequest | null;
  recused: string[];
  receivedOn: string;
  receivedAt: Date;
  repeatCount: number;
  facts: Record<string, Json>;
  decided: CaseDecision;
  state: PathState;
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
  'zh-CN': '收到日期不能晚于今天({today})。',
  en: 'The day of receipt cannot be after today ({today}).',
};

const FEWER_THAN_NAMED: LocalizedText = {
  'zh-CN': '人数少于列出的诉求人({count}人)：请更正人数，或删去多列的人。',
  en: 'Fewer than the people named ({count}): correct the number, or take out who was named too many.',
};

const asText = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** Reads what is to be filed: validates it, finds its place and its past, and lets the rules decide. Stores nothing. */
@Injectable()
export class CaseIntake {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly persons: CasePersons,
    private readonly links: CaseLinks,
    private readonly reviews: Reviews,
  ) {}

  async read(intake: Intake, now: Date, locale: Locale): Promise<ReadIntake> {
    const township = await this.scopes.byKeyOrId(intake.township);
    const configuration = await this.reader.inForce(township.id, 'now');
    const form = configuration.form(intake.form);
    const compiled = this.reader.compiledForm(form);
    const errors = [...compiled.validate(intake.data, locale)];
    const data = compiled.prune(intake.data);
    const bound = (name: keyof NonNullable<FormDefinition['bindings']>) => bindingValue(form.content, data, name);
    const fail = (
      binding: 'place' | 'receivedOn' | 'headcount' | 'about',
      keyword: string,
      text: LocalizedText,
      value: string,
    ) =>
      errors.push({
        pointer: form.content.bindings?.[binding] ?? '',
        keyword,
        message: text[locale].replace(/\{\w+\}/, value),
      });

    if (township.kind !== 'township') {
      errors.push({ pointer: '', keyword: 'township', message: NOT_A_TOWNSHIP[locale] });
    }
    const place = await this.placeIn(township, asText(bound('place')));
    if (place === undefined) fail('place', 'place', UNKNOWN_PLACE, asText(bound('place')) ?? '');
    const closed = place?.closedAt ? place : township.closedAt ? township : null;
    if (closed) fail('place', 'closed', CLOSED, closed.title[locale]);
    const today = localDay(now);
    const receivedOn = this.dayOf(bound('receivedOn'), today);
    if (receivedOn > today) fail('receivedOn', 'formatMaximum', FUTURE_DAY, today);

    const calendar = configuration.calendar.content;
    const asked = await this.reviews.read(form.content, bound('about'), { township, calendar, on: receivedOn });
    if (asked && 'problem' in asked) fail('about', 'about', asked.problem, '');
    const review = asked && 'request' in asked ? asked.request : null;

    const { open, sensitive } = splitSensitive(form.content, data);
    const compared = this.persons.compared(form.content, data);
    const headcount = bound('headcount');
    if (typeof headcount === 'number' && headcount < compared.people.length) {
      fail('headcount', 'minimum', FEWER_THAN_NAMED, String(compared.people.length));
    }
    const links = await this.links.wanted(intake.links ?? []);
    const linkedAs = (kind: LinkKind) => links.flatMap((link) => (link.kind === kind ? link.other.id : []));
    const earlier = await this.persons.earlier({
      ...compared,
      townshipPath: township.scopePath,
      sameMatter: linkedAs('same-matter'),
      related: linkedAs('related'),
      before: null,
    });
    const repeatCount = earlier.filter(({ repeats }) => repeats).length;
    const receivedAt = receivedOn === today ? now : dayStart(receivedOn);
    const facts = caseFacts(form.content, data, {
      township: township.key,
      place: place?.key ?? null,
      receivedAt,
      receivedOn,
      now,
      repeatCount,
      review: review?.review ?? null,
    });
    const decided = await decideCase(configuration, form.key, facts);
    const name = asText(bound('petitionerName'));
    return {
      errors,
      township,
      place: place ?? null,
      scopePath: (review?.authority ?? place ?? township).scopePath,
      review,
      configuration,
      form,
      data,
      open,
      sensitive,
      title: asText(bound('title'))?.slice(0, 200) ?? form.content.title[locale],
      petitionerMasked: name ? maskText(name) : null,
      compared,
      links,
      earlier,
      headcount: typeof headcount === 'number' ? headcount : null,
      recused: [...new Set([...recusedIn(form.content, data), ...(review?.recused ?? [])])],
      receivedOn,
      receivedAt,
      repeatCount,
      facts,
      decided,
      state: startPath(decided.path.content, receivedAt),
    };
  }

  /** Undefined: named, but no place of the township; null: none named. */
  private async placeIn(township: Scope, key: string | null): Promise<Scope | null | undefined> {
    if (key === null) return null;
    const scopes = await this.scopes.all();
    return scopes.find((scope) => scope.key === key && scope.scopePath.startsWith(township.scopePath));
  }

  private dayOf(value: Json | undefined, today: string): string {
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : today;
  }
}
