import { bindingValue, fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import {
  type HandlingPath,
  isReviewAsked,
  outcomeOnItsWay,
  publicPath,
  registeredReason,
  rightsOf,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ReceiptOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { Audit } from '../../audit/audit.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { DecisionViews } from '../../decisions/decision-views.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { mayUnmask } from '../case/case-access.ts';
import { CaseData } from '../case/case-data.service.ts';
import { groundOf } from '../case/case-ground.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { KEPT_BACK } from '../case/case-texts.ts';
import { decidedAt } from '../review/review-rules.ts';
import { reviewedWords } from '../review/reviewed.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { CaseViews } from './case-views.service.ts';
import { receiptTold, withoutWords } from './receipt-told.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const STATUS = {
  registered: text('已登记', 'Registered'),
  handled: text('办理中', 'Being handled'),
  at: text('办理中：{step}', 'Being handled: {step}'),
  closed: text('已办结', 'Closed'),
} as const;
/** What rules propose is nothing decided: whether it is taken up, and how, is for people. */
const PROPOSED = text(
  '初步拟按“{path}”办理，经工作人员核实后确定',
  'Proposed: {path}; staff decide once they have looked into it',
);
const asProposed = (title: LocalizedText, locale: Locale): string => fill(PROPOSED[locale], { path: title[locale] });
/** Who does not have the letter yet does not have the decision: it stands, and its times have not begun. */
const ON_ITS_WAY = text('{outcome}（书面告知尚未送达）', '{outcome} (its letter has not been delivered yet)');
/** A review changed it: who reads the row alone must not take it for what holds, nor ask for the review that there was. */
const SUPERSEDED = text('{outcome}（原意见，已不再有效）', '{outcome} (as first decided; it no longer stands)');
const AFTER_REVIEW = text(
  '原意见已经复查或者复核：对新的意见不服的，按该意见书写明的途径办理。',
  'What was first decided has been reviewed: the letter of the new decision says what can be done against it.',
);
const REVIEW_ASKED = text(
  '对该意见已经申请过复查或者复核：作出复查、复核意见的，以该意见书为准；申请已撤回或者不予受理的，本意见不变。',
  'A review of this decision was asked for: where it was decided, its letter says how, and what can be done then; where the request was withdrawn or not accepted, this decision stands.',
);
/** What can be done against what stands; a review that was asked for is not offered again. */
function rightsText(path: HandlingPath, { reviewed, pathState, outcome }: CaseRow, locale: Locale): string | null {
  if (reviewed?.effect === 'changed') return AFTER_REVIEW[locale];
  return (isReviewAsked(path, pathState) ? REVIEW_ASKED : rightsOf(path, outcome))?.[locale] ?? null;
}

function outcomeText(title: LocalizedText, { reviewed, pathState }: CaseRow, locale: Locale): string {
  const form = reviewed?.effect === 'changed' ? SUPERSEDED : outcomeOnItsWay(pathState) ? ON_ITS_WAY : null;
  return form ? fill(form[locale], { outcome: title[locale] }) : title[locale];
}

/** Staff find a case by its number, and by what a person says of themselves. */
const QUERY = text(
  '凭本回执编号向{office}查询；遗失回执的，可凭本人身份证件查询。',
  'Ask {office} with the number above; who has lost this receipt may ask with their identity document.',
);

/** Handling has steps of its own: a matter of which it is not decided yet whether it is accepted is at that. */
const statusText = (status: 'registered' | 'handled' | 'closed', at: LocalizedText | null, locale: Locale): string =>
  status === 'handled' && at ? fill(STATUS.at[locale], { step: at[locale] }) : STATUS[status][locale];

/** What a petitioner takes home: decided things and public names alone, nothing that they could not look up. */
@Injectable()
export class Receipts {
  constructor(
    private readonly views: CaseViews,
    private readonly reader: ConfigurationReader,
    private readonly decisions: DecisionViews,
    private readonly timeline: TimelineStore,
    private readonly audit: Audit,
    private readonly data: CaseData,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
  ) {}

  /**
   * With the petitioner's whole name for who may see it; each such receipt is recorded. Who may not know a matter that speaks against
   * somebody reads that there are letters and an outcome, and no more. `taken`: the user registered it for the
   * authority above and sees no more of it (`TakenIn`).
   */
  async of(row: CaseRow, locale: Locale, { taken = false } = {}): Promise<ReceiptOut> {
    const form = await this.reader.version('forms', row.formVersionId);
    const path = await this.reader.version('paths', row.pathVersionId);
    const page = await this.views.page(row, locale);
    const shown = publicPath(path.content, row.pathState, page.course);
    const entries = await this.timeline.ofCase(row.id);
    const outcome = path.content.outcomes.find(({ key }) => key === row.outcome);
    const department = shown.open ? (page.department?.title[locale] ?? null) : null;
    const acted = row.pathState.history.length > 0;
    const authority = decidedAt(row, await this.scopes.all())?.title ?? page.township.title;
    const office = authority[locale];
    const may = taken || mayUnmask(this.transactions.principal, row, groundOf(row, path.content));
    // What was written in a matter that speaks against somebody, and what it came to, is for who may know it.
    const kept = row.accuses && !may;
    const letters = receiptTold(entries, row.pathState.history, locale);
    return {
      number: row.number,
      title: row.title,
      petitioner: await this.name(row, page.petitioner, form, may, taken),
      takenIn: taken,
      headcount: row.headcount,
      township: office,
      receivedOn: row.receivedOn,
      registeredAt: row.createdAt.toISOString(),
      status: statusText(row.status === 'closed' ? 'closed' : acted ? 'handled' : 'registered', shown.at, locale),
      // A public name that hides a path says nothing that anybody could propose.
      path: shown.title && (shown.proposed && shown.open ? asProposed(shown.title, locale) : shown.title[locale]),
      department,
      reason:
        row.status === 'open' && shown.proposed
          ? await this.reason(row, form, path, shown.open && !kept, locale)
          : null,
      outcome: outcome ? (kept ? KEPT_BACK[locale] : outcomeText(outcome.title, row, locale)) : null,
      reviewed: row.reviewed && (kept ? KEPT_BACK[locale] : reviewedWords(row.reviewed, locale)),
      ...(kept ? withoutWords(letters, locale) : letters),
      query: fill(QUERY[locale], { office: [office, department].filter(Boolean).join(locale === 'en' ? ' ' : '') }),
      rights: kept ? null : rightsText(path.content, row, locale),
      steps: shown.steps.map((title) => title[locale]),
      next: shown.next.map((title) => title[locale]),
      deadlines: page.deadlines
        // One that was met or missed is no time that anybody waits for.
        .filter(({ public: told, state }) => told && (state === 'running' || state === 'overdue' || state === 'paused'))
        .map(({ title, dueOn, dueTime, fromRegistration, provisional }) => ({
          title: title[locale],
          dueOn,
          dueTime,
          fromRegistration,
          provisional,
        })),
    };
  }

  private async name(
    row: CaseRow,
    masked: string | null,
    form: Versioned<'forms'>,
    whole: boolean,
    taken: boolean,
  ): Promise<string | null> {
    if (row.sensitive === null || !whole) return masked;
    const data = this.data.clear(row);
    const name = bindingValue(form.content, data, 'petitionerName');
    if (typeof name !== 'string') return masked;
    const { id: objectId, scopePath } = row;
    const entry = { action: 'case.receipt', objectType: 'case', objectId, scopePath, after: { whole: true } };
    await (taken ? this.transactions.seeing(scopePath, () => this.audit.record(entry)) : this.audit.record(entry));
    return name;
  }

  /** Not the proposed kind: a proposal is for the office to weigh, not for the petitioner to be labelled with. */
  private async reason(
    row: CaseRow,
    form: Versioned<'forms'>,
    path: Versioned<'paths'>,
    open: boolean,
    locale: Locale,
  ): Promise<string> {
    if (!open) return registeredReason(locale);
    const decisions = await this.decisions.ofCase(row.id, { form, paths: [path] }, locale);
    const said = decisions.filter(({ kind }) => kind === 'classification' || kind === 'routing' || kind === 'person');
    const latest = new Map(said.map((view) => [view.kind === 'person' ? 'classification' : view.kind, view]));
    // Where it goes was decided after what it is: where routing says so in words, the rules' first sight would contradict it.
    const routed = Boolean(latest.get('routing')?.petitionerReason);
    const stands = [...latest.values()].filter(({ kind }) => !routed || kind !== 'classification');
    const reasons = stands.flatMap((view) => view.petitionerReason || []);
    return reasons.join(locale === 'en' ? ' ' : '') || registeredReason(locale);
  }
}
