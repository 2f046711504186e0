import type { FormDefinition, Json, LocalizedText } from '@caseway/form-schemas';
import { type BusinessCalendar, localDay, type ToldDecision, toldDecision } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import type { CaseReviews, ReviewableOut } from '../../../contract/index.ts';
import { hasRole } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { FILERS } from '../case/case-access.ts';
import type { Review } from '../case/case-review.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import type { KeptOut } from '../case/kept-out.ts';
import { authorityFor, participants, timeFor } from './review-rules.ts';
import { ReviewStore } from './review-store.ts';
import { ALREADY_ASKED, NOT_DECIDED, NOT_DELIVERED, OTHER_TOWNSHIP, UNKNOWN_CASE } from './review-texts.ts';

/** A request to review a decision, read and not stored. */
export interface ReviewRequest {
  about: CaseRow;
  authority: Scope;
  review: Review;
  /** Who had part in the earlier case, and who was kept out of it. */
  recused: KeptOut;
}

const MOST_OFFERED = 20;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Decisions and the requests to have them reviewed. */
@Injectable()
export class Reviews {
  constructor(
    private readonly store: ReviewStore,
    private readonly cases: CasesStore,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What a form asks about an earlier case, received on `on` (YYYY-MM-DD); in words, why it cannot be asked. */
  async read(
    form: FormDefinition,
    chosen: Json | undefined,
    { township, calendar, on }: { township: Scope; calendar: BusinessCalendar; on: string },
  ): Promise<{ request: ReviewRequest } | { problem: LocalizedText } | null> {
    if (!form.review || chosen === undefined) return null;
    const about = typeof chosen === 'string' && UUID.test(chosen) ? await this.cases.byId(chosen) : null;
    if (!about) return { problem: UNKNOWN_CASE };
    if (about.townshipId !== township.id) return { problem: OTHER_TOWNSHIP };
    const decision = toldDecision(about.pathState);
    if (!decision) return { problem: NOT_DECIDED };
    if (decision.deliveredOn === null) return { problem: NOT_DELIVERED };
    const asked = await this.store.askingAbout(about.id, decision.event);
    // One that was closed without a decision was taken back: then it may be asked again.
    const standing = asked.find(({ status, pathState }) => status === 'open' || toldDecision(pathState) !== null);
    if (standing) return { problem: filled(ALREADY_ASKED, { number: standing.number }) };
    const above = authorityFor(about, await this.scopes.all());
    if (!above) return { problem: UNKNOWN_CASE };
    const { late } = timeFor(decision.deliveredOn, form.review.within, calendar, on);
    const review: Review = {
      round: (about.review?.round ?? 0) + 1,
      late,
      outside: above.outside,
      event: decision.event,
      deliveredOn: decision.deliveredOn,
    };
    const out = await this.cases.keptOut(about.id);
    const recused = { ...out, people: participants(about, decision, out.people) };
    return { request: { about, authority: above.authority, review, recused } };
  }

  /** Cases of a township whose decision a form may ask about; `chosen` is among them whatever is searched for. */
  async reviewable(asked: { township: string; form: string; q?: string; chosen?: string }): Promise<ReviewableOut[]> {
    const township = await this.scopes.byKeyOrId(asked.township);
    const configuration = await this.reader.inForce(township.id, 'now');
    const form = configuration.form(asked.form).content;
    const rows = await this.store.decided(township.id, asked.q?.trim() || null, MOST_OFFERED);
    if (asked.chosen && UUID.test(asked.chosen) && !rows.some(({ id }) => id === asked.chosen)) {
      const chosen = await this.cases.byId(asked.chosen);
      if (chosen?.townshipId === township.id) rows.unshift(chosen);
    }
    const scopes = await this.scopes.all();
    const found: ReviewableOut[] = [];
    for (const row of rows) {
      const decision = toldDecision(row.pathState);
      const above = authorityFor(row, scopes);
      if (!decision || !above || !form.review) continue;
      const { id, number, title } = row;
      const { decidedAt, deliveredOn } = decision;
      const outcome = await this.outcomeOf(row, decision);
      const time = this.time(decision, form.review.within, configuration.calendar.content);
      const { authority, outside } = above;
      found.push({ id, number, title, outcome, decidedAt, deliveredOn, ...time, authority: authority.title, outside });
    }
    return found;
  }

  /** How a case stands to reviews: what it asks about, who asks about it, and what may be asked for. */
  async of(row: CaseRow): Promise<CaseReviews> {
    const about = row.aboutId ? await this.cases.byId(row.aboutId) : null;
    const reviewing = await this.store.reviewing(row.id);
    return {
      about: about && { id: about.id, number: about.number, title: about.title },
      round: row.review?.round ?? 0,
      late: row.review?.late ?? false,
      reviewedBy: reviewing.map(({ id, number, status }) => ({ id, number, status })),
      offers: await this.offers(row),
    };
  }

  private async offers(row: CaseRow): Promise<CaseReviews['offers']> {
    const decision = toldDecision(row.pathState);
    const above = authorityFor(row, await this.scopes.all());
    if (!decision || !above) return [];
    const configuration = await this.reader.inForce(row.townshipId, 'now');
    const { authority, outside } = above;
    const mayFile = hasRole(this.transactions.principal, FILERS, authority.scopePath);
    return configuration.forms.flatMap(({ key, content: { title, review } }) => {
      if (!review) return [];
      const time = this.time(decision, review.within, configuration.calendar.content);
      const { deliveredOn } = decision;
      return [{ form: { key, title }, authority: authority.title, outside, mayFile, deliveredOn, ...time }];
    });
  }

  private time({ deliveredOn }: ToldDecision, within: string, calendar: BusinessCalendar) {
    if (deliveredOn === null) return { lastDay: null, late: false };
    return timeFor(deliveredOn, within, calendar, localDay(this.clock.now()));
  }

  private async outcomeOf(row: CaseRow, { outcome }: ToldDecision): Promise<LocalizedText> {
    const path = await this.reader.version('paths', row.pathVersionId);
    const found = path.content.outcomes.find(({ key }) => key === outcome);
    return found?.title ?? { 'zh-CN': outcome, en: outcome };
  }
}
