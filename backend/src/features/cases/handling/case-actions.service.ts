import type { Locale, LocalizedText } from '@caseway/form-schemas';
import {
  allowedActions,
  applyAction,
  type Deciding,
  decidesWith,
  decidingOf,
  type HandlingPath,
  mayDecide,
  type PathAction,
  stepOf,
  type UnfitAnswer,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { notNow } from '../../../http/not-now.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import { mayWork, rolesOn } from '../case/case-access.ts';
import { groundOf } from '../case/case-ground.service.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Present } from '../case/present.ts';
import { Terms } from '../case/terms.service.ts';
import { ActionChecks, type ActionRequest } from './action-checks.service.ts';
import { actionDetails, deliveryDetails, noticeText } from './action-details.ts';
import { CaseEffects } from './case-effects.service.ts';
import { ReviewedCases } from './reviewed-cases.service.ts';

/** Carries out the actions that a case's path allows. */
@Injectable()
export class CaseActions {
  constructor(
    private readonly cases: CaseLookup,
    private readonly reader: ConfigurationReader,
    private readonly checks: ActionChecks,
    private readonly effects: CaseEffects,
    private readonly reviews: ReviewedCases,
    private readonly terms: Terms,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** The actions that the user may do on the case now. */
  async allowed(row: CaseRow, path: HandlingPath): Promise<PathAction[]> {
    if (row.status === 'closed') return [];
    // Nobody acts on what they may not know.
    if (this.keptBack(row, path)) return [];
    const roles = rolesOn(this.transactions.principal, row, stepOf(path, row.step).assignee?.department);
    return allowedActions(path, row.pathState).filter(({ by }) => by.some((role) => roles.includes(role)));
  }

  /**
   * The form that goes with an action that the user may do now, in the version by which its data will be checked, and the choices
   * that would be refused.
   */
  async form(
    row: CaseRow,
    key: string,
  ): Promise<{ form: Versioned<'forms'>; unfit: UnfitAnswer[]; refused: LocalizedText | null; deciding: Deciding }> {
    const path = await this.reader.version('paths', row.pathVersionId);
    const action = (await this.allowed(row, path.content)).find((candidate) => candidate.key === key);
    if (!action?.form) throw new DomainError('not-found', { what: `actions/${key}/form` });
    const form = (await this.reader.standingWith(row.townshipId, row.pathVersionId)).form(action.form);
    const now = await this.present.now();
    const unfit = await this.checks.unfit(row, path.content, action, form.content, now);
    const refused = await this.refused(row, path.content, action);
    return { form, unfit, refused, deciding: await this.checks.deciding(row, path.content, action, now) };
  }

  /** Why an action would be refused as the case stands, whatever is answered, in words; null where it need not. */
  async refused(row: CaseRow, path: HandlingPath, action: PathAction): Promise<LocalizedText | null> {
    const standing = await this.reader.standingWith(row.townshipId, row.pathVersionId);
    const form = action.form === undefined ? undefined : standing.form(action.form).content;
    const { calendar } = await this.reader.inForce(row.townshipId, 'now');
    const asked = { row, path, action, calendar: calendar.content, at: await this.present.now() };
    return this.checks.refused(asked, form);
  }

  /** Whether the action decides the matter, or may by the answers of its form. */
  async mayDecide(row: CaseRow, path: HandlingPath, action: PathAction): Promise<boolean> {
    if (action.form || !action.branches) return mayDecide(decidingOf(path, action, {}));
    return decidesWith(await this.checks.deciding(row, path, action, await this.present.now()), undefined, {});
  }

  /**
   * Does an action: `not-allowed-now` where the path forbids it, `forbidden` where the role does, `invalid` with
   * every missing word and document, and every answer that contradicts what it would decide. The case moves, clocks and tasks follow, and people are told, in the running transaction.
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
    const at = given ?? (await this.present.now());
    const path = await this.reader.version('paths', row.pathVersionId);
    const { calendar } = await this.reader.inForce(row.townshipId, 'now');
    const action = await this.find(row, path.content, key);
    const asked = { row, path: path.content, calendar: calendar.content, action, request, locale, at };
    const checked = await this.checks.check(asked);
    const by = this.transactions.principal.userId;
    const { answers, deliveredOn, delivery } = checked;
    const applied = applyAction(path.content, row.pathState, { action: key, by, at, answers, deliveredOn });
    const details = actionDetails(path.content, applied, request, checked);
    const calendarOf = await calendarsOf(this.reader, applied.state.clocks, calendar.versionId);
    const book = (await this.terms.booksOf([row.id]))(row.id);
    const department = book.optional('department', row.department)?.title ?? null;
    const said = { reasons: request.reasons, department, locale, answers };
    const text = noticeText(row, applied, path.content, calendarOf, said);
    const change = caseOfOutcome(row, {
      is: 'acted',
      applied,
      details,
      notice: text && { text, language: locale },
      delivery: delivery && deliveryDetails(action, at.toISOString(), deliveredOn, delivery),
      at,
    });
    const stored = await this.effects.carryOut(change, at);
    const outcome = path.content.outcomes.find((it) => it.key === applied.resolved.outcome);
    if (outcome || stored.outcome !== row.outcome) await this.reviews.decided(stored, outcome, answers.data ?? {}, at);
    return stored;
  }

  private notOffered(path: HandlingPath, key: string): DomainError {
    const title = path.steps.flatMap(({ actions }) => actions).find((action) => action.key === key)?.title;
    return notNow(title ?? { 'zh-CN': '没有这项操作', en: 'there is no such action' });
  }

  /** The action; `not-allowed-now` where the path does not offer it now, `forbidden` where it is for others to do. */
  private async find(row: CaseRow, path: HandlingPath, key: string): Promise<PathAction> {
    const action = (await this.allowed(row, path)).find((candidate) => candidate.key === key);
    if (action) return action;
    const offered = row.status === 'open' && allowedActions(path, row.pathState).some((other) => other.key === key);
    if (!offered) throw this.notOffered(path, key);
    throw new DomainError(this.keptBack(row, path) ? 'accusation' : 'forbidden');
  }

  /** Whether it speaks against somebody, and whoever acts is not among those who may know. */
  private keptBack(row: CaseRow, path: HandlingPath): boolean {
    const ground = groundOf(row, path);
    return ground.accuses && !mayWork(this.transactions.principal, row, ground);
  }
}
