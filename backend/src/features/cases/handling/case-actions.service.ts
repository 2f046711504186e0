import type { FormData, Json, Locale, LocalizedText } from '@caseway/form-schemas';
import {
  type ActionProblem,
  type AppliedAction,
  allowedActions,
  applyAction,
  checkAction,
  type HandlingPath,
  type PathAction,
  renderNotice,
  stepOf,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError, type ErrorItem } from '../../../errors/domain-error.ts';
import { Attachments } from '../../attachments/attachments.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import type { CalendarOf } from '../../deadlines/deadline-plan.ts';
import { nextDue } from '../../deadlines/next-due.ts';
import { rolesOn } from '../case/case-access.ts';
import { CaseEffects } from '../case/case-effects.service.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ACTION_PROBLEMS, filled } from '../case/case-texts.ts';
import { ReviewNotes } from '../review/review-notes.service.ts';
import { type StepData, StepForms, stepDataDetails } from './step-forms.service.ts';

export interface ActionRequest {
  reasons?: string;
  legalBasis?: string;
  policyBasis?: string;
  documents?: Record<string, string>;
  data?: FormData;
}

/** Carries out the actions that a case's path allows. */
@Injectable()
export class CaseActions {
  constructor(
    private readonly cases: CaseLookup,
    private readonly reader: ConfigurationReader,
    private readonly forms: StepForms,
    private readonly attachments: Attachments,
    private readonly effects: CaseEffects,
    private readonly reviews: ReviewNotes,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The actions that the user may do on the case now. */
  async allowed(row: CaseRow, path: HandlingPath): Promise<PathAction[]> {
    if (row.status === 'closed') return [];
    const roles = rolesOn(this.transactions.principal, row);
    return allowedActions(path, row.pathState).filter(({ by }) => by.some((role) => roles.includes(role)));
  }

  /** The form that goes with an action that the user may do now, in the version by which its data will be checked. */
  async form(row: CaseRow, key: string): Promise<Versioned<'forms'>> {
    const path = await this.reader.version('paths', row.pathVersionId);
    const action = (await this.allowed(row, path.content)).find((candidate) => candidate.key === key);
    if (!action?.form) throw new DomainError('not-found', { what: `actions/${key}/form` });
    return (await this.reader.inForce(row.townshipId, 'now')).form(action.form);
  }

  /**
   * Does an action: `not-allowed-now` where the path forbids it, `forbidden` where the role does, `invalid` with every missing word and document.
   * The case moves, clocks and tasks follow, and people are told, in the running transaction.
   */
  async act(
    caseId: string,
    key: string,
    request: ActionRequest,
    locale: Locale,
    { at: given, ifMatch }: { at?: Date; ifMatch?: string } = {},
  ): Promise<CaseRow> {
    const row = await this.cases.locked(caseId, ifMatch);
    // Under the case's lock, and the database's: clocks of one case never go back, whichever instance answers.
    const at = given ?? (await this.clock.shared(() => this.transactions.databaseNow()));
    const path = await this.reader.version('paths', row.pathVersionId);
    const action = await this.find(row, path.content, key);
    const stepData = await this.check(row, path.content, action, request, locale);

    const by = this.transactions.principal.userId;
    const applied = applyAction(path.content, row.pathState, { action: key, by, at });
    const outcome = path.content.outcomes.find((it) => it.key === action.outcome);
    const details: Record<string, Json> = {
      title: { ...action.title },
      to: { ...applied.to.title },
      ...wordsOf(request),
      ...(outcome && { outcome: { ...outcome.title } }),
      ...(request.documents && { documents: request.documents }),
      ...(stepData && stepDataDetails(stepData)),
    };
    const { calendar } = await this.reader.inForce(row.townshipId, 'now');
    const calendarOf = await calendarsOf(this.reader, applied.state.clocks, calendar.versionId);
    const text = action.notice && noticeText(action.notice, row, applied, path.content, calendarOf, request);
    const notice = text ? { text, language: locale } : null;
    const change = caseOfOutcome(row, { is: 'acted', applied, details, notice, at });
    const stored = await this.effects.carryOut(change, at);
    if (outcome) await this.reviews.decided(stored, outcome.title, at);
    return stored;
  }

  /** The action; `not-allowed-now` where the path does not offer it now, `forbidden` where it is for others to do. */
  private async find(row: CaseRow, path: HandlingPath, key: string): Promise<PathAction> {
    const action = (await this.allowed(row, path)).find((candidate) => candidate.key === key);
    if (action) return action;
    const offered = row.status === 'open' && allowedActions(path, row.pathState).some((other) => other.key === key);
    throw offered ? new DomainError('forbidden') : new DomainError('not-allowed-now', { what: key });
  }

  private async check(
    row: CaseRow,
    path: HandlingPath,
    action: PathAction,
    request: ActionRequest,
    locale: Locale,
  ): Promise<StepData | null> {
    const problems = checkAction(path, row.pathState, action.key, request, this.transactions.principal.userId);
    const items = problems.map((problem) => problemItem(problem, path, row.step, locale));
    const named = Object.entries(request.documents ?? {});
    if (named.length > 0) {
      const known = new Set((await this.attachments.ofCase(row.id)).map(({ id }) => id));
      for (const [document, id] of named) {
        if (known.has(id)) continue;
        const problem: ActionProblem = { code: 'document-required', pointer: `/documents/${document}`, document };
        items.push(problemItem(problem, path, row.step, locale));
      }
    }
    const from = { locale, pointer: '/data' };
    const stepData = action.form ? await this.forms.read(row, action.form, request.data ?? {}, from) : null;
    const all = [...items, ...(stepData?.errors ?? [])];
    if (all.length > 0) throw new DomainError('invalid', {}, all);
    return stepData;
  }
}

function wordsOf(request: ActionRequest): Record<string, string> {
  const words: Record<string, string> = {};
  for (const name of ['reasons', 'legalBasis', 'policyBasis'] as const) {
    const said = request[name]?.trim();
    if (said) words[name] = said;
  }
  return words;
}

/** What the petitioner is told, in both languages: with the deadline that then comes first. */
function noticeText(
  notice: LocalizedText,
  row: CaseRow,
  { state }: AppliedAction,
  path: HandlingPath,
  calendarOf: CalendarOf,
  request: ActionRequest,
): LocalizedText {
  const outcome = path.outcomes.find(({ key }) => key === state.history.at(-1)?.outcome);
  const due = nextDue(path, state.clocks, calendarOf);
  const values = (language: Locale) => ({
    number: row.number,
    title: row.title,
    reasons: request.reasons?.trim() ?? '',
    deadline: due?.dueOn ?? '',
    outcome: outcome?.title[language] ?? '',
    department: row.department ?? '',
  });
  return { 'zh-CN': renderNotice(notice['zh-CN'], values('zh-CN')), en: renderNotice(notice.en, values('en')) };
}

function problemItem(problem: ActionProblem, path: HandlingPath, step: string, locale: Locale): ErrorItem {
  if ('words' in problem) return { pointer: problem.pointer, message: problem.words[locale] };
  const document = stepOf(path, step).documents?.find(({ key }) => key === problem.document);
  const title = document?.title ?? { 'zh-CN': problem.document ?? '', en: problem.document ?? '' };
  return { pointer: problem.pointer, message: filled(ACTION_PROBLEMS[problem.code], { document: title })[locale] };
}
