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
import { Transactions } from '../../../database/transactions.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import type { ActiveConfiguration } from '../../configuration/active-configuration.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { caseFacts } from '../../decisions/case-facts.ts';
import { type CaseDecision, decideCase } from '../../decisions/decide-case.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { CasesStore } from '../case/cases-store.ts';

/** What somebody wants to file. */
export interface Intake {
  township: string;
  form: string;
  data: FormData;
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
  petitionerHash: Buffer | null;
  headcount: number | null;
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

const asText = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** Reads what is to be filed: validates it, finds its place and its past, and lets the rules decide. Stores nothing. */
@Injectable()
export class CaseIntake {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly cases: CasesStore,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
  ) {}

  async read(intake: Intake, now: Date, locale: Locale): Promise<ReadIntake> {
    const township = await this.scopes.byKeyOrId(intake.township);
    const configuration = await this.reader.inForce(township.id, 'now');
    const form = configuration.form(intake.form);
    const compiled = this.reader.compiledForm(form);
    const errors = [...compiled.validate(intake.data, locale)];
    const data = compiled.prune(intake.data);
    const bound = (name: keyof NonNullable<FormDefinition['bindings']>) => bindingValue(form.content, data, name);
    const fail = (binding: 'place' | 'receivedOn', keyword: string, text: LocalizedText, value: string) =>
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

    const { open, sensitive } = splitSensitive(form.content, data);
    const identity = asText(bound('petitionerId'));
    const petitionerHash = identity ? this.cipher.keyedHash(identity.toUpperCase()) : null;
    const repeatCount = petitionerHash ? await this.repeats(township, petitionerHash) : 0;
    const receivedAt = receivedOn === today ? now : dayStart(receivedOn);
    const facts = caseFacts(form.content, data, {
      township: township.key,
      place: place?.key ?? null,
      receivedAt,
      receivedOn,
      now,
      repeatCount,
    });
    const decided = await decideCase(configuration, form.key, facts);
    const name = asText(bound('petitionerName'));
    const headcount = bound('headcount');
    return {
      errors,
      township,
      place: place ?? null,
      scopePath: (place ?? township).scopePath,
      configuration,
      form,
      data,
      open,
      sensitive,
      title: asText(bound('title'))?.slice(0, 200) ?? form.content.title[locale],
      petitionerMasked: name ? maskText(name) : null,
      petitionerHash,
      headcount: typeof headcount === 'number' ? headcount : null,
      recused: recusedIn(form.content, data),
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

  /** Counted over the whole township, also for a village's liaison who may not see those cases: it tells a number only. */
  private async repeats(township: Scope, hash: Buffer): Promise<number> {
    return this.transactions.seeing(township.scopePath, () => this.cases.countOfPetitioner(township.scopePath, hash));
  }
}
