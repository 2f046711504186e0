import { type FormData, type Locale, maskSensitive, mergeSensitive } from '@caseway/form-schemas';
import { passedSteps, stepOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import type { CaseOut, CaseSummary, DecisionView, EarlierOut, FiledCase, PreviewOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { Attachments } from '../../attachments/attachments.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { DecisionViews } from '../../decisions/decision-views.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { Users } from '../../users/users.service.ts';
import { mayAssign, mayCorrect, mayUnmask } from '../case/case-access.ts';
import type { CaseRow } from '../case/case-row.ts';
import { deadlinesOf, deadlineViews, hasBeenLate, nextDeadline } from '../clocks/deadline-views.ts';
import type { ReadIntake } from '../filing/case-intake.service.ts';
import { TaskViews } from '../tasks/task-views.service.ts';
import { TasksStore } from '../tasks/tasks-store.ts';
import { ActionViews } from './action-views.service.ts';
import { type TermBook, Terms } from './terms.service.ts';

const term = ({ key, title }: Pick<Scope, 'key' | 'title'>) => ({ key, title });

/** Every version that reading a case needs: asked for at once. */
const versionsOf = ({ formVersionId, pathVersionId, calendarVersionId, pathState }: CaseRow): string[] => [
  formVersionId,
  pathVersionId,
  calendarVersionId,
  ...pathState.clocks.flatMap(({ calendar }) => calendar ?? []),
];

/** Cases as people read them. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly terms: Terms,
    private readonly actionViews: ActionViews,
    private readonly tasks: TasksStore,
    private readonly taskViews: TaskViews,
    private readonly attachments: Attachments,
    private readonly decisions: DecisionViews,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async summaries(rows: readonly CaseRow[], locale: Locale): Promise<CaseSummary[]> {
    if (rows.length === 0) return [];
    const books = await this.terms.booksOf(rows.map(({ id }) => id));
    const scopes = new Map((await this.scopes.all()).map((scope) => [scope.id, scope]));
    const names = await this.users.namesOf(
      rows.flatMap((row) => [row.handlerId, row.caseLeadId]).filter((id) => id !== null),
    );
    await this.reader.versions(rows.flatMap(versionsOf));
    const views: CaseSummary[] = [];
    for (const row of rows) views.push(await this.summary(row, books(row.id), scopes, names, locale));
    return views;
  }

  /** Everything about one case that its page shows. */
  async page(row: CaseRow, locale: Locale): Promise<CaseOut> {
    const [summary] = await this.summaries([row], locale);
    if (!summary) throw new Error('A case gave no summary.');
    const form = await this.reader.version('forms', row.formVersionId);
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    const book = (await this.terms.booksOf([row.id]))(row.id);
    const { principal } = this.transactions;
    const { data, masked } = maskSensitive(form.content, this.clear(row));
    const tasks = await this.tasks.ofCase(row.id);
    const creator = row.createdBy ? (await this.users.namesOf([row.createdBy])).get(row.createdBy) : null;
    return {
      ...summary,
      data,
      masked,
      formVersion: form.number,
      formDefinition: { ...form.content },
      pathVersion: path.number,
      pathDefinition: { ...path.content },
      calendarVersion: calendar.number,
      passed: passedSteps(path.content, row.pathState),
      jointDepartments: row.jointDepartments.map((key) => book.term('department', key)),
      sessions: row.sessions.map((key) => book.term('sessions', key)),
      ...(await this.actionViews.of(row, path.content, tasks, locale)),
      deadlines: await deadlinesOf(this.reader, row, this.clock.now(), locale),
      tasks: await this.taskViews.of(tasks),
      attachments: await this.attachments.ofCase(row.id),
      mayUnmask: masked.length > 0 && mayUnmask(principal, row),
      mayAssign: mayAssign(principal, row),
      mayCorrect: mayCorrect(principal, row),
      createdBy: creator ?? null,
    };
  }

  /** What filing answers. */
  async filed(row: CaseRow, decision: DecisionView[], locale: Locale): Promise<FiledCase> {
    return {
      id: row.id,
      number: row.number,
      status: row.status,
      category: row.category,
      path: row.pathKey,
      deadlines: await deadlinesOf(this.reader, row, this.clock.now(), locale),
      decision,
    };
  }

  /** What filing would give. */
  async preview(read: ReadIntake, now: Date, locale: Locale): Promise<Omit<PreviewOut, keyof EarlierOut>> {
    const { decided, configuration, form, state } = read;
    const book = await this.terms.bookOf(decided.decisions.map(({ ruleSet }) => ruleSet));
    const { path, routing } = decided;
    return {
      errors: read.errors,
      category: book.optional('category', decided.category),
      path: { key: path.key, title: path.content.title },
      department: book.optional('department', routing.department ?? null),
      level: book.optional('level', routing.level ?? null),
      needsCaseLead: routing.caseLead === true,
      deadlines: deadlineViews(path.content, () => configuration.calendar.content, state.clocks, now, locale),
      decisions: await this.decisions.ofMade(
        decided.decisions,
        { form, paths: configuration.ofKind('paths') },
        now,
        locale,
      ),
      repeatCount: read.repeatCount,
    };
  }

  private clear(row: CaseRow): FormData {
    return row.sensitive ? mergeSensitive(row.data, this.cipher.open(row.sensitive) as FormData) : row.data;
  }

  private async summary(
    row: CaseRow,
    book: TermBook,
    scopes: ReadonlyMap<string, Scope>,
    names: ReadonlyMap<string, { id: string; displayName: string }>,
    locale: Locale,
  ): Promise<CaseSummary> {
    const form = await this.reader.version('forms', row.formVersionId);
    const path: Versioned<'paths'> = await this.reader.version('paths', row.pathVersionId);
    const township = scopes.get(row.townshipId) ?? (await this.scopes.byId(row.townshipId));
    const place = row.placeId ? scopes.get(row.placeId) : undefined;
    const outcome = path.content.outcomes.find(({ key }) => key === row.outcome);
    const deadlines = await deadlinesOf(this.reader, row, this.clock.now(), locale);
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      form: { key: form.key, title: form.content.title },
      status: row.status,
      category: book.optional('category', row.category),
      path: { key: path.key, title: path.content.title },
      step: term(stepOf(path.content, row.step)),
      department: book.optional('department', row.department),
      level: book.optional('level', row.level),
      marks: row.marks.map((key) => book.term('marks', key)),
      township: term(township),
      place: place ? term(place) : null,
      petitioner: row.petitionerMasked,
      headcount: row.headcount,
      receivedOn: row.receivedOn,
      createdAt: row.createdAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      handler: row.handlerId ? (names.get(row.handlerId) ?? null) : null,
      caseLead: row.caseLeadId ? (names.get(row.caseLeadId) ?? null) : null,
      outcome: outcome ? { ...term(outcome), effect: outcome.effect } : null,
      nextDeadline: row.status === 'open' ? nextDeadline(deadlines) : null,
      late: hasBeenLate(deadlines),
      supervised: row.supervised,
    };
  }
}
