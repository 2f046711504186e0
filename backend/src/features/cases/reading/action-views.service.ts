import type { FormData, Locale } from '@caseway/form-schemas';
import {
  allowedActions,
  type HandlingPath,
  isAdverse,
  type PathAction,
  requiredDocuments,
  stepOf,
  waysOf,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ActionOut, TellingOut, Term } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { Users } from '../../users/users.service.ts';
import { mayWork } from '../case/case-access.ts';
import type { Ground } from '../case/case-ground.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { type TermBook, Terms } from '../case/terms.service.ts';
import { actionOf, WORDS } from '../handling/action-details.ts';
import { CaseActions } from '../handling/case-actions.service.ts';
import { isAwaited, type TaskRow } from '../tasks/tasks-store.ts';
import { type TimelineRow, TimelineStore } from '../timeline/timeline-store.ts';
import { actionPlaces } from './action-places.ts';
import { isSealed, TimelineViews } from './timeline-views.service.ts';

const term = ({ key, title }: Term): Term => ({ key, title });

/** What may be done with a case now, and what was told in writing. */
@Injectable()
export class ActionViews {
  constructor(
    private readonly actions: CaseActions,
    private readonly timeline: TimelineStore,
    private readonly timelineViews: TimelineViews,
    private readonly terms: Terms,
    private readonly users: Users,
    private readonly transactions: Transactions,
  ) {}

  async of(row: CaseRow, path: HandlingPath, ground: Ground, tasks: readonly TaskRow[], locale: Locale) {
    const history = await this.timeline.ofCase(row.id);
    const allowed = await this.actions.allowed(row, path);
    // The places of a step's actions are the step's, whoever looks.
    const places = actionPlaces(path, stepOf(path, row.step), allowedActions(path, row.pathState));
    const book = await this.terms.book();
    const actions: ActionOut[] = [];
    for (const action of allowed) {
      const view = await this.one(row, path, action, book, tasks);
      const proposal = await this.proposal(action, history, locale);
      const outstanding = outstandingFrom(tasks, history);
      const known = { ...knownFrom(action, history), ...(outstanding !== undefined && { outstanding }) };
      actions.push({ ...view, place: places.get(action.key) ?? 'other', proposal, known });
    }
    return { actions, tellings: this.tellings(row, path, ground, history), sealedSteps: history.some(isSealed) };
  }

  private async one(row: CaseRow, path: HandlingPath, action: PathAction, book: TermBook, tasks: readonly TaskRow[]) {
    const to = stepOf(path, action.to);
    const outcome = path.outcomes.find(({ key }) => key === action.outcome);
    const titles = stepOf(path, row.step).documents ?? [];
    const effects = effectsOf(path, action);
    const awaited = tasks.filter(isAwaited);
    const waits = awaited.length > 0 && (await this.actions.mayDecide(row, path, action)) ? awaited : [];
    return {
      key: action.key,
      title: action.title,
      help: action.help ?? null,
      form: action.form ?? null,
      requires: {
        reasons: action.requires?.reasons ?? false,
        legalBasis: action.requires?.legalBasis ?? false,
        policyBasis: action.requires?.policyBasis ?? false,
        documents: requiredDocuments(path, row.pathState, action).map((key) => ({
          key,
          title: titles.find((document) => document.key === key)?.title ?? { 'zh-CN': key, en: key },
        })),
      },
      outcome: outcome ? term(outcome) : null,
      depends: (action.branches ?? []).length > 0,
      weighty: to.kind === 'end' || effects.some(isAdverse),
      closes: to.kind === 'end',
      to: term(to),
      tells: action.tells?.form ?? null,
      waitsFor: waits.flatMap(({ department }) => book.optional('department', department) ?? []),
    };
  }

  private async proposal(action: PathAction, history: readonly TimelineRow[], locale: Locale) {
    const entry = action.approves === undefined ? undefined : lastOf(action.approves, history);
    if (!entry) return null;
    const { title, documents, data } = entry.details;
    const people = await this.users.namesOf(entry.actorId ? [entry.actorId] : []);
    return {
      title: title as ActionOut['title'],
      by: entry.actorId ? (people.get(entry.actorId) ?? null) : null,
      at: entry.at.toISOString(),
      details: await this.timelineViews.detailsOf(entry, locale),
      documents: (documents ?? {}) as Record<string, string>,
      form: typeof entry.details.form === 'string' ? entry.details.form : null,
      data: (data ?? {}) as FormData,
    };
  }

  private tellings(row: CaseRow, path: HandlingPath, ground: Ground, history: readonly TimelineRow[]): TellingOut[] {
    const may = mayWork(this.transactions.principal, row, ground);
    return row.pathState.history.flatMap((event) => {
      const { action: key, at, told } = event;
      const action = actionOf(path, event);
      if (!told || !action?.tells) return [];
      const attempts = history.filter(
        ({ kind, details }) => kind === 'delivery' && details.action === key && details.toldAt === at,
      ).length;
      const { deliveredOn, givenUpAt = null } = told;
      const { form } = action.tells;
      const mayRecord = may && deliveredOn === null;
      const mayGiveUp = mayRecord && givenUpAt === null;
      const { title } = action;
      return [{ action: key, title, toldFrom: at, form, deliveredOn, attempts, givenUpAt, mayRecord, mayGiveUp }];
    });
  }
}

/** What each of the ways of an action decides means for the person. */
function effectsOf(path: HandlingPath, action: PathAction) {
  const keys = waysOf(action).map(({ outcome }) => outcome);
  return path.outcomes.filter(({ key }) => keys.includes(key)).map(({ effect }) => effect);
}

const lastOf = (action: string, history: readonly TimelineRow[]): TimelineRow | undefined =>
  history.findLast(({ kind, details }) => kind === 'action' && details.action === action);

/**
 * What was written before and need not be typed again: the reasons of whose proposal is approved, and the basis that was
 * named last. Who acts reads and answers for it all the same.
 */
function knownFrom(action: PathAction, history: readonly TimelineRow[]): ActionOut['known'] {
  const proposed = action.approves === undefined ? undefined : lastOf(action.approves, history);
  const known: ActionOut['known'] = {};
  for (const name of WORDS) {
    const named =
      name === 'reasons' ? proposed : history.findLast(({ kind, details }) => kind === 'action' && details[name]);
    const said = proposed?.details[name] ?? named?.details[name];
    if (typeof said === 'string') known[name] = said;
  }
  return known;
}

/** Why those who have not answered yet were not waited for, as it was said last of all of them. */
export function outstandingFrom(
  tasks: readonly TaskRow[],
  history: readonly Pick<TimelineRow, 'kind' | 'details'>[],
): string | undefined {
  const awaited = tasks.filter(isAwaited).map(({ department }) => department);
  const said = history.findLast(({ kind, details }) => kind === 'action' && typeof details.outstanding === 'string');
  const { outstanding, unanswered } = said?.details ?? {};
  const of = Array.isArray(unanswered) ? unanswered : [];
  const holds = awaited.length > 0 && awaited.every((department) => of.includes(department));
  return holds && typeof outstanding === 'string' ? outstanding : undefined;
}
