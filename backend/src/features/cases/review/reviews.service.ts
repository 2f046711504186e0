import type { FormDefinition, Json, LocalizedText } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  localDay,
  outcomeDecided,
  reviewableDecision,
  type ToldDecision,
  toldDecision,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { CaseReviews, ReviewableOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { UUID } from '../../../http/params.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import type { Review } from '../case/case-review.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import type { KeptOut } from '../case/kept-out.ts';
import { KnownCases } from '../case/known-cases.service.ts';
import { Present } from '../case/present.ts';
import { authorityFor, participants, registersAt, timeFor } from './review-rules.ts';
import { ReviewStore } from './review-store.ts';
import {
  ALREADY_ASKED,
  NOT_DECIDED,
  NOT_DELIVERED,
  NOT_REVIEWABLE,
  OTHER_TOWNSHIP,
  UNKNOWN_CASE,
} from './review-texts.ts';

/** A request to review a decision, read and not stored. */
export interface ReviewRequest {
  about: CaseRow;
  authority: Scope;
  review: Review;
  /** Who had part in the earlier case, and who was kept out of it. */
  recused: KeptOut;
}

/** A decision that may be asked about, and who takes the request. */
interface Askable {
  decision: ToldDecision;
  authority: Scope;
  outside: boolean;
  /** Where the user registers it; null where they may not. */
  registers: ReturnType<typeof registersAt>;
}

const MOST_OFFERED = 20;
const READ_AT_ONCE = 50;

/** Decisions and the requests to have them reviewed. */
@Injectable()
export class Reviews {
  constructor(
    private readonly store: ReviewStore,
    private readonly cases: CasesStore,
    private readonly known: KnownCases,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** What a form asks about an earlier case, received on `on` (YYYY-MM-DD); in words, why it cannot be asked. */
  async read(
    form: FormDefinition,
    chosen: Json | undefined,
    { township, calendar, on }: { township: Scope; calendar: BusinessCalendar; on: string },
  ): Promise<{ request: ReviewRequest } | { problem: LocalizedText } | null> {
    if (!form.review || chosen === undefined) return null;
    const about = typeof chosen === 'string' && UUID.test(chosen) ? await this.known.byId(chosen) : null;
    if (!about) return { problem: UNKNOWN_CASE };
    if (about.townshipId !== township.id) return { problem: OTHER_TOWNSHIP };
    const decision = await this.decisionOf(about);
    if (!decision) return { problem: toldDecision(about.pathState) ? NOT_REVIEWABLE : NOT_DECIDED };
    if (decision.deliveredOn === null) return { problem: NOT_DELIVERED };
    const above = authorityFor(about, await this.scopes.all());
    if (!above) return { problem: UNKNOWN_CASE };
    const standing = await this.standing(about, decision, above.authority);
    if (standing) return { problem: filled(ALREADY_ASKED, { number: standing.number }) };
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

  /**
   * Cases of a township whose decision a form may ask about, of those about which the user may register a request; `chosen` is
   * among them whatever is searched for.
   */
  async reviewable(asked: { township: string; form: string; q?: string; chosen?: string }): Promise<ReviewableOut[]> {
    const township = await this.scopes.byKeyOrId(asked.township);
    const configuration = await this.reader.inForce(township.id, 'now');
    const { review } = configuration.form(asked.form).content;
    if (!review) return [];
    const found: ReviewableOut[] = [];
    const add = async (row: CaseRow): Promise<void> => {
      // Who asks for a review is who brought the matter.
      const askable = (await this.known.knows(row)) ? await this.askable(row) : null;
      if (!askable || found.some(({ id }) => id === row.id)) return;
      const { id, number, title } = row;
      const { decision, authority, outside } = askable;
      const { decidedAt, deliveredOn } = decision;
      const outcome = await this.outcomeOf(row, decision);
      const time = await this.time(decision, review.within, configuration.calendar.content);
      found.push({ id, number, title, outcome, decidedAt, deliveredOn, ...time, authority: authority.title, outside });
    };
    const chosen = asked.chosen && UUID.test(asked.chosen) ? await this.known.byId(asked.chosen) : null;
    if (chosen?.townshipId === township.id) await add(chosen);
    // What can be reviewed is for each case's path to say: read until enough are found.
    for (let from = 0; found.length < MOST_OFFERED; from += READ_AT_ONCE) {
      const rows = await this.store.decided(township.id, asked.q?.trim() || null, { from, limit: READ_AT_ONCE });
      for (const row of rows.slice(0, READ_AT_ONCE)) if (found.length < MOST_OFFERED) await add(row);
      if (rows.length < READ_AT_ONCE) break;
    }
    return found;
  }

  /** How a case stands to reviews: what it asks about, who asks about it, and what may be asked for. */
  async of(row: CaseRow): Promise<CaseReviews> {
    const about = row.aboutId ? await this.known.byId(row.aboutId) : null;
    const reviewing = (await this.known.knows(row)) ? await this.store.reviewing(row.id) : [];
    return {
      about: about && { id: about.id, number: about.number, title: about.title },
      round: row.review?.round ?? 0,
      late: row.review?.late ?? false,
      reviewedBy: reviewing.map(({ id, number, status }) => ({ id, number, status })),
      offers: await this.offers(row),
    };
  }

  private async offers(row: CaseRow): Promise<CaseReviews['offers']> {
    const askable = await this.askable(row, { anybody: true });
    if (!askable) return [];
    const configuration = await this.reader.inForce(row.townshipId, 'now');
    const { decision, authority, outside, registers } = askable;
    const of = { authority: authority.title, outside, mayFile: registers !== null, handsUp: registers === 'below' };
    const offers: CaseReviews['offers'] = [];
    for (const { key, content } of configuration.forms) {
      const { title, review } = content;
      if (!review) continue;
      const time = await this.time(decision, review.within, configuration.calendar.content);
      offers.push({ form: { key, title }, ...of, deliveredOn: decision.deliveredOn, ...time });
    }
    return offers;
  }

  /** What of a case may be asked about now, by the user, or by `anybody`; null where nothing may. */
  private async askable(row: CaseRow, { anybody = false } = {}): Promise<Askable | null> {
    const decision = await this.decisionOf(row);
    const above = authorityFor(row, await this.scopes.all());
    if (!decision || !above) return null;
    const registers = registersAt(this.transactions.principal, row, above.authority);
    if (registers === null && !anybody) return null;
    return (await this.standing(row, decision, above.authority)) ? null : { decision, ...above, registers };
  }

  private async decisionOf({ pathVersionId, pathState }: CaseRow): Promise<ToldDecision | null> {
    const path = await this.reader.version('paths', pathVersionId);
    return reviewableDecision(path.content, pathState);
  }

  /** The request that asks about a decision already. It lies above, where who registers another may not see it. */
  private async standing(about: CaseRow, { event }: ToldDecision, authority: Scope): Promise<CaseRow | undefined> {
    const asked = await this.transactions.seeing(authority.scopePath, () => this.store.askingAbout(about.id, event));
    // One that was closed without a decision was taken back: then it may be asked again.
    return asked.find(({ status, pathState }) => status === 'open' || toldDecision(pathState) !== null);
  }

  private async time({ deliveredOn }: ToldDecision, within: string, calendar: BusinessCalendar) {
    if (deliveredOn === null) return { lastDay: null, late: false };
    return timeFor(deliveredOn, within, calendar, localDay(await this.present.now()));
  }

  private async outcomeOf(row: CaseRow, decision: ToldDecision): Promise<LocalizedText> {
    const path = await this.reader.version('paths', row.pathVersionId);
    return outcomeDecided(path.content, decision).title;
  }
}
