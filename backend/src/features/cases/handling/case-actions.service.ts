import { type FormData, type Json, type Locale, splitSensitive } from '@caseway/form-schemas';
import {
  type ActionProblem,
  allowedActions,
  applyAction,
  checkAction,
  clockDeadline,
  type HandlingPath,
  type PathAction,
  renderNotice,
  stepOf,
  whenToFire,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError, type ErrorItem } from '../../../errors/domain-error.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { Attachments } from '../../attachments/attachments.service.ts';
import { Audit } from '../../audit/audit.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { rolesOn } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ACTION_PROBLEMS, filled, STEP_REACHED } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { CaseTasks } from '../tasks/case-tasks.service.ts';
import { TasksStore } from '../tasks/tasks-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

export interface ActionRequest {
  reasons?: string;
  legalBasis?: string;
  policyBasis?: string;
  documents?: Record<string, string>;
  data?: FormData;
}

interface StepData {
  formVersionId: string;
  open: FormData;
  sealed: string | null;
}

/** Carries out the actions that a case's path allows. */
@Injectable()
export class CaseActions {
  constructor(
    private readonly cases: CaseLookup,
    private readonly store: CasesStore,
    private readonly reader: ConfigurationReader,
    private readonly tasks: CaseTasks,
    private readonly tasksStore: TasksStore,
    private readonly deadlines: Deadlines,
    private readonly timeline: TimelineStore,
    private readonly notifications: Notifications,
    private readonly attachments: Attachments,
    private readonly audit: Audit,
    private readonly cipher: FieldCipher,
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
    { at = this.clock.now(), ifMatch }: { at?: Date; ifMatch?: string } = {},
  ): Promise<CaseRow> {
    const row = await this.cases.locked(caseId, ifMatch);
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    const action = await this.find(row, path.content, key);
    const stepData = await this.check(row, path.content, action, request, locale);

    const by = this.transactions.principal.userId;
    const applied = applyAction(path.content, row.pathState, { action: key, by, at });
    const next: CaseRow = {
      ...row,
      pathState: applied.state,
      step: applied.to.key,
      outcome: applied.state.outcome ?? row.outcome,
      status: applied.closed ? 'closed' : 'open',
      closedAt: applied.closed ? at : null,
      sessions: [
        ...new Set([...row.sessions, ...applied.effects.flatMap((it) => (it.type === 'session' ? [it.session] : []))]),
      ],
      updatedAt: at,
    };
    const stored = await this.store.update(next);
    const of = { caseId, scopePath: row.scopePath, actorId: by, at };
    await this.deadlines.sync({ ...of, path, calendar, clocks: applied.state.clocks, now: at });
    if (applied.closed) await this.tasksStore.finishStep(caseId, null, by, at);
    else if (applied.from !== applied.to) await this.tasksStore.finishStep(caseId, row.step, by, at);
    await this.recordAction(stored, path.content, action, request, stepData, calendar, at, locale);
    await this.follow(stored, applied, path, calendar, at);
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
    const stepData = action.form ? await this.readForm(row, action.form, request.data ?? {}, locale) : null;
    const all = [...items, ...(stepData?.errors ?? [])];
    if (all.length > 0) throw new DomainError('invalid', {}, all);
    return stepData;
  }

  private async readForm(row: CaseRow, key: string, data: FormData, locale: Locale) {
    const form = (await this.reader.inForce(row.townshipId, 'now')).form(key);
    const compiled = this.reader.compiledForm(form);
    const errors: ErrorItem[] = compiled
      .validate(data, locale)
      .map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
    const { open, sensitive } = splitSensitive(form.content, compiled.prune(data));
    const sealed = Object.keys(sensitive).length > 0 ? this.cipher.seal(sensitive).toString('base64') : null;
    return { formVersionId: form.versionId, open, sealed, errors };
  }

  private async recordAction(
    row: CaseRow,
    path: HandlingPath,
    action: PathAction,
    request: ActionRequest,
    stepData: StepData | null,
    calendar: Versioned<'calendars'>,
    at: Date,
    locale: Locale,
  ): Promise<void> {
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: this.transactions.principal.userId, at };
    const outcome = path.outcomes.find(({ key }) => key === action.outcome);
    const details: Record<string, Json> = { title: { ...action.title }, to: { ...stepOf(path, action.to).title } };
    for (const name of ['reasons', 'legalBasis', 'policyBasis'] as const) {
      const words = request[name]?.trim();
      if (words) details[name] = words;
    }
    if (outcome) details.outcome = { ...outcome.title };
    if (request.documents) details.documents = request.documents;
    if (stepData) {
      details.formVersionId = stepData.formVersionId;
      details.data = stepData.open;
      if (stepData.sealed) details.sealed = stepData.sealed;
    }
    await this.timeline.add(of, 'action', details);
    if (action.notice) {
      const due = row.pathState.clocks
        .filter((state) => state.stoppedAt === undefined)
        .map((state) => clockDeadline(path, state, calendar.content).dueOn)
        .filter((day) => day !== null)
        .sort()[0];
      const values = (language: Locale) => ({
        number: row.number,
        title: row.title,
        reasons: request.reasons?.trim() ?? '',
        deadline: due ?? '',
        outcome: outcome?.title[language] ?? '',
        department: row.department ?? '',
      });
      const text = {
        'zh-CN': renderNotice(action.notice['zh-CN'], values('zh-CN')),
        en: renderNotice(action.notice.en, values('en')),
      };
      await this.timeline.add(of, 'notice', { text, language: locale });
    }
    await this.audit.record({
      action: 'case.action',
      objectType: 'case',
      objectId: row.id,
      scopePath: row.scopePath,
      after: { action: action.key, step: row.step, outcome: row.outcome, status: row.status },
    });
  }

  /** Tasks and messages that come of an action. */
  private async follow(
    row: CaseRow,
    { effects, from, to, closed }: ReturnType<typeof applyAction>,
    path: Versioned<'paths'>,
    calendar: Versioned<'calendars'>,
    at: Date,
  ): Promise<void> {
    const notBefore = whenToFire(at, { urgent: false }, calendar.content);
    const told = { scopePath: row.scopePath, caseId: row.id, urgent: false, notBefore };
    for (const effect of effects) {
      if (effect.type === 'task') {
        const task = { title: effect.title, role: effect.to.role, department: effect.to.department };
        await this.tasks.within(row, task, effect.within, calendar.content, at);
      } else if (effect.type === 'notify') {
        const message = filled(effect.message, { number: row.number, title: row.title });
        await this.notifications.notify({ ...told, roles: effect.roles, message });
      }
    }
    if (closed || from === to) return;
    const assignee = await this.tasks.forStep(row, path.content, calendar.content, at);
    if (!assignee || assignee === this.transactions.principal.userId) return;
    const message = filled(STEP_REACHED, { number: row.number, title: row.title, step: to.title });
    await this.notifications.notify({ ...told, userIds: [assignee], message });
  }
}

function problemItem(problem: ActionProblem, path: HandlingPath, step: string, locale: Locale): ErrorItem {
  if ('words' in problem) return { pointer: problem.pointer, message: problem.words[locale] };
  const document = stepOf(path, step).documents?.find(({ key }) => key === problem.document);
  const title = document?.title ?? { 'zh-CN': problem.document ?? '', en: problem.document ?? '' };
  return { pointer: problem.pointer, message: filled(ACTION_PROBLEMS[problem.code], { document: title })[locale] };
}
