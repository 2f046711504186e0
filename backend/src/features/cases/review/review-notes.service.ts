import type { LocalizedText } from '@caseway/form-schemas';
import { whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { REVIEW_ASKED, REVIEW_DECIDED } from './review-texts.ts';
import { isAboutStanding, resultOf } from './reviewed.ts';
import type { ReviewRequest } from './reviews.service.ts';

/** What the office that decided learns of a review: on its own case, for it sees nothing of the one above. */
@Injectable()
export class ReviewNotes {
  constructor(
    private readonly cases: CasesStore,
    private readonly timeline: TimelineStore,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly notifications: Notifications,
    private readonly transactions: Transactions,
  ) {}

  async asked(review: CaseRow, { about, authority }: ReviewRequest, at: Date): Promise<void> {
    const values = { number: about.number, review: review.number, authority: authority.title };
    await this.note(about, filled(REVIEW_ASKED, values), at);
  }

  /**
   * A review was decided, its decision was taken back (`outcome` null), or it has been delivered: what it makes of the case
   * that it is about stands on that case, and on the one that this itself is about. Nothing where the case is no review.
   */
  async stands(review: CaseRow, at: Date): Promise<void> {
    const scopes = await this.scopes.all();
    let of = review;
    while (of.aboutId !== null) {
      const about = await this.cases.byId(of.aboutId, true);
      if (!about) return;
      const aboutPath = await this.reader.version('paths', about.pathVersionId);
      if (!isAboutStanding(about, aboutPath.content, of)) return;
      const path = await this.reader.version('paths', of.pathVersionId);
      // What was made of the review itself goes before what it made of another.
      const reviewed = of.reviewed ?? resultOf(of, path.content, scopes);
      of = await this.cases.update({ ...about, reviewed, updatedAt: at });
    }
  }

  async decided(review: CaseRow, outcome: LocalizedText, at: Date): Promise<void> {
    const about = review.aboutId ? await this.cases.byId(review.aboutId) : null;
    if (about) await this.note(about, filled(REVIEW_DECIDED, { number: about.number, outcome }), at);
  }

  private async note(about: CaseRow, message: LocalizedText, at: Date): Promise<void> {
    const { id: caseId, scopePath } = about;
    const actorId = this.transactions.principal.userId;
    await this.timeline.add({ caseId, scopePath, actorId, at }, 'review', { message: { ...message } });
    const calendar = await this.reader.version('calendars', about.calendarVersionId);
    await this.notifications.notify({
      userIds: [about.handlerId, about.caseLeadId].filter((id) => id !== null),
      scopePath,
      caseId,
      urgent: false,
      message,
      notBefore: whenToFire(at, { urgent: false }, calendar.content),
    });
  }
}
