import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Notifications } from '../../notifications/notifications.service.ts';
import { QuietHours } from '../../notifications/quiet-hours.service.ts';
import type { Notice } from './case-effect.ts';
import type { RecordOf } from './case-record.service.ts';
import type { CaseRow } from './case-row.ts';
import { filled, HANDLER_STANDS_IN, NOBODY_FOR } from './case-texts.ts';
import { Terms } from './terms.service.ts';

/** Tells people about a case: at once what is urgent, outside of the quiet hours of its place what is not. */
@Injectable()
export class CaseNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly quietHours: QuietHours,
    private readonly terms: Terms,
  ) {}

  async tell({ caseId, scopePath, at }: RecordOf, userIds: string[], notice: Omit<Notice, 'people'>): Promise<void> {
    const { roles, urgent, message } = notice;
    if (roles.length === 0 && userIds.length === 0) return;
    const notBefore = await this.quietHours.end(scopePath, at, urgent);
    await this.notifications.notify({ roles, userIds, scopePath, caseId, urgent, message, notBefore });
  }

  /** A department has nobody at the place: for a task of that title, or, where null, to handle the case itself. */
  async nobodyFor(
    of: RecordOf & { row: CaseRow },
    userIds: string[],
    { title, department }: { title: LocalizedText | null; department: string | null },
  ): Promise<void> {
    const book = (await this.terms.booksOf([of.caseId]))(of.caseId);
    const named = { number: of.row.number, department: book.optional('department', department)?.title ?? '' };
    const message = title ? filled(NOBODY_FOR, { ...named, title }) : filled(HANDLER_STANDS_IN, named);
    await this.tell(of, userIds, { roles: [], urgent: false, message });
  }
}
