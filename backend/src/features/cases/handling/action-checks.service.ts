import {
  type FormData,
  type FormDefinition,
  givesNoReason,
  type Locale,
  type LocalizedText,
  readPointer,
} from '@caseway/form-schemas';
import {
  type ActionAnswers,
  type ActionProblem,
  type BusinessCalendar,
  checkAction,
  checkDelivery,
  type Deciding,
  decidesWith,
  decidingOf,
  type HandlingPath,
  type PathAction,
  refusedNow,
  stepOf,
  type UnfitAnswer,
  unfitAnswers,
  waysOf,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError, type ErrorItem } from '../../../errors/domain-error.ts';
import { Attachments } from '../../attachments/attachments.service.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ACTION_PROBLEMS, filled, NOTHING_TOLD, OUTSTANDING } from '../case/case-texts.ts';
import { Terms } from '../case/terms.service.ts';
import { isAwaited, type TaskRow, TasksStore } from '../tasks/tasks-store.ts';
import { type StepData, StepForms } from './step-forms.service.ts';

export interface ActionRequest {
  reasons?: string;
  legalBasis?: string;
  policyBasis?: string;
  documents?: Record<string, string>;
  data?: FormData;
  /** What was told in writing was delivered at once, or the attempt failed. */
  delivery?: FormData;
  /** Why it is decided although departments have not answered. */
  outstanding?: string;
}

/** What is asked of an action, with where it is to be done. */
export interface AskedAction {
  row: CaseRow;
  path: HandlingPath;
  calendar: BusinessCalendar;
  action: PathAction;
  request: ActionRequest;
  locale: Locale;
  at: Date;
}

/** An action that may be done as it is asked. */
export interface CheckedAction {
  answers: ActionAnswers;
  stepData: StepData | null;
  delivery: StepData | null;
  /** YYYY-MM-DD, Asia/Shanghai; null where nothing was delivered yet. */
  deliveredOn: string | null;
  /** Departments whose answer is outstanding while it decides, or while somebody says why it is not waited for. */
  unanswered: TaskRow[];
}

/** The day of delivery that a delivery form holds. */
export function deliveredOnIn({ form, data }: StepData): string | null {
  const pointer = form.bindings?.deliveredOn;
  const day = pointer === undefined ? undefined : readPointer(data, pointer);
  return typeof day === 'string' ? day : null;
}

/** Whether all that an action asks for is there, and nothing of it contradicts what it would decide. */
@Injectable()
export class ActionChecks {
  constructor(
    private readonly forms: StepForms,
    private readonly facts: CaseFactsReader,
    private readonly attachments: Attachments,
    private readonly tasks: TasksStore,
    private readonly terms: Terms,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `invalid` with every missing word and document, and every answer that cannot be, in words at its place. */
  async check(asked: AskedAction): Promise<CheckedAction> {
    const { row, path, calendar, action, request, locale, at } = asked;
    const stepData = action.form
      ? await this.forms.read(row, action.form, request.data ?? {}, { locale, pointer: '/data', at })
      : null;
    const facts = await this.facts.ofCase(row, at);
    const answers = {
      form: stepData?.form,
      data: stepData?.data ?? {},
      facts,
      limits: calendar.limits,
      counted: { calendar, at },
    };
    const by = this.transactions.principal.userId;
    const problems = checkAction(path, row.pathState, action.key, request, by, answers);
    // What a form that is not filled in right would lead to is not worth a word.
    const told = stepData && stepData.errors.length > 0 ? problems.filter((it) => !('words' in it)) : problems;
    const items = told.map((problem) => problemItem(problem, path, row.step, locale));
    items.push(...(await this.unknownDocuments(asked)), ...(stepData?.errors ?? []));
    const { delivery, errors } = await this.readDelivery(asked);
    items.push(...errors);
    const decides = decidesWith(decidingOf(path, action, facts), stepData?.form, answers.data);
    const saysWhy = !givesNoReason(request.outstanding ?? '');
    const unanswered = decides || saysWhy ? (await this.tasks.ofCase(row.id)).filter(isAwaited) : [];
    if (unanswered.length > 0 && !saysWhy) {
      const book = await this.terms.book();
      const names = unanswered.map(({ department }) => book.optional('department', department)?.title[locale] ?? '');
      const departments = names.join(locale === 'en' ? ', ' : '、');
      items.push({ pointer: '/outstanding', message: filled(OUTSTANDING, { departments })[locale] });
    }
    if (items.length > 0) throw new DomainError('invalid', {}, items);
    return { answers, stepData, delivery, deliveredOn: delivery ? deliveredOnIn(delivery) : null, unanswered };
  }

  /** The choices of an action's form that `check` would refuse as the case stands, whatever else is answered. */
  async unfit(
    row: CaseRow,
    path: HandlingPath,
    action: PathAction,
    form: FormDefinition,
    at: Date,
  ): Promise<UnfitAnswer[]> {
    return unfitAnswers(path, row.pathState, action, { form, facts: await this.facts.ofCase(row, at) });
  }

  /** Why `check` would refuse an action as the case stands, whatever is answered; null where it need not. */
  async refused(
    { row, path, action, calendar, at }: Pick<AskedAction, 'row' | 'path' | 'action' | 'calendar' | 'at'>,
    form: FormDefinition | undefined,
  ): Promise<LocalizedText | null> {
    const extending = waysOf(action).some(({ effects }) => effects.some(({ type }) => type === 'extend-clock'));
    if (!extending && !action.branches?.some(({ refuse }) => refuse)) return null;
    const facts = await this.facts.ofCase(row, at);
    return refusedNow(path, row.pathState, action, { form, facts, limits: calendar.limits, counted: { calendar, at } });
  }

  /** Which ways of an action decide the matter, and so wait for whom was asked, as the case stands. */
  async deciding(row: CaseRow, path: HandlingPath, action: PathAction, at: Date): Promise<Deciding> {
    return decidingOf(path, action, await this.facts.ofCase(row, at));
  }

  private async readDelivery({ row, action, request, locale, at }: AskedAction) {
    const none = { delivery: null, errors: [] as ErrorItem[] };
    if (!request.delivery) return none;
    if (!action.tells) return { ...none, errors: [{ pointer: '/delivery', message: NOTHING_TOLD[locale] }] };
    const from = { locale, pointer: '/delivery', at, toldAt: at };
    const delivery = await this.forms.read(row, action.tells.form, request.delivery, from);
    return { delivery, errors: [...delivery.errors, ...dayErrors(delivery, from)] };
  }

  private async unknownDocuments({ row, path, request, locale }: AskedAction): Promise<ErrorItem[]> {
    const named = Object.entries(request.documents ?? {});
    if (named.length === 0) return [];
    const known = new Set((await this.attachments.ofCase(row.id)).map(({ id }) => id));
    return named
      .filter(([, id]) => !known.has(id))
      .map(([document]) => {
        const problem: ActionProblem = { code: 'document-required', pointer: `/documents/${document}`, document };
        return problemItem(problem, path, row.step, locale);
      });
  }
}

/** A day of delivery that has not come yet, or lies before the letter, at its place in the request. */
export function dayErrors(
  delivery: StepData,
  from: { locale: Locale; pointer: string; toldAt: Date; at: Date },
): ErrorItem[] {
  const pointer = `${from.pointer}${delivery.form.bindings?.deliveredOn ?? ''}`;
  // What the form does not take as a day is told once.
  if (delivery.errors.some((error) => error.pointer === pointer)) return [];
  return checkDelivery({ deliveredOn: deliveredOnIn(delivery), toldAt: from.toldAt, at: from.at }, pointer).flatMap(
    (problem) => ('words' in problem ? [{ pointer, message: problem.words[from.locale] }] : []),
  );
}

function problemItem(problem: ActionProblem, path: HandlingPath, step: string, locale: Locale): ErrorItem {
  if ('words' in problem) return { pointer: problem.pointer, message: problem.words[locale] };
  const document = stepOf(path, step).documents?.find(({ key }) => key === problem.document);
  const title = document?.title ?? { 'zh-CN': problem.document ?? '', en: problem.document ?? '' };
  return { pointer: problem.pointer, message: filled(ACTION_PROBLEMS[problem.code], { document: title })[locale] };
}
