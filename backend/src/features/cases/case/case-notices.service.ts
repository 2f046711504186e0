import { Injectable } from '@nestjs/common';
import { Notifications } from '../../notifications/notifications.service.ts';
import { QuietHours } from '../../notifications/quiet-hours.service.ts';
import type { Notice } from './case-effect.ts';
import type { RecordOf } from './case-record.service.ts';

/** Tells people about a case: at once what is urgent, outside of the quiet hours of its place what is not. */
@Injectable()
export class CaseNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly quietHours: QuietHours,
  ) {}

  async tell({ caseId, scopePath, at }: RecordOf, userIds: string[], notice: Omit<Notice, 'people'>): Promise<void> {
    const { roles, urgent, message } = notice;
    if (roles.length === 0 && userIds.length === 0) return;
    const notBefore = await this.quietHours.end(scopePath, at, urgent);
    await this.notifications.notify({ roles, userIds, scopePath, caseId, urgent, message, notBefore });
  }
}
