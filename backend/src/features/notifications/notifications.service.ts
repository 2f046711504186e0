import type { LocalizedText } from '@caseway/form-schemas';
import type { Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { NotificationOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { Users } from '../users/users.service.ts';
import { type NotificationRow, NotificationsStore } from './notifications-store.ts';
import { Outbox } from './outbox.service.ts';

export const NOTIFICATION_TOPIC = 'notification';

export interface NotificationPayload {
  [key: string]: string | string[] | boolean | null | { [key: string]: string };
  /** Where it belongs: whose quiet hours count. */
  scopePath: string;
  userIds: string[];
  caseId: string | null;
  urgent: boolean;
  message: LocalizedText;
}

/** Messages to people: put into the outbox with their cause, delivered once each. */
@Injectable()
export class Notifications {
  constructor(
    private readonly store: NotificationsStore,
    private readonly outbox: Outbox,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells people by role at the scope (nearest first, see `Users.findByRole`) or by id; the ids told are the answer.
   * Nobody is told twice; `notBefore` keeps what is not urgent out of the night.
   */
  async notify(input: {
    roles?: readonly Role[];
    userIds?: readonly string[];
    scopePath: string;
    department?: string | null;
    caseId: string | null;
    urgent: boolean;
    message: LocalizedText;
    notBefore?: Date;
    /** What it reminds of: a later message about the same takes its place where it has not been delivered. */
    subject?: string;
  }): Promise<string[]> {
    const told = new Set(input.userIds ?? []);
    for (const role of input.roles ?? []) {
      const people = await this.users.findByRole({
        role,
        scopePath: input.scopePath,
        department: input.department ?? undefined,
      });
      for (const { id } of people) told.add(id);
    }
    if (told.size === 0) return [];
    const { scopePath, caseId, urgent, message, notBefore, subject } = input;
    const payload: NotificationPayload = { scopePath, userIds: [...told], caseId, urgent, message: { ...message } };
    await this.outbox.put(NOTIFICATION_TOPIC, payload, { notBefore, subject });
    return [...told];
  }

  /** Carries out one notification effect. */
  async deliver(outboxId: string, payload: NotificationPayload, at: Date): Promise<void> {
    const { caseId, urgent, message } = payload;
    for (const userId of payload.userIds) await this.store.add({ outboxId, userId, caseId, urgent, message, at });
  }

  async list(unread: boolean, cursor: string | undefined, limit: number) {
    const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'id']) : [];
    const before = at !== undefined && id !== undefined ? { at: new Date(at), id } : null;
    const rows = await this.store.list(unread, before, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last;
    return {
      items: page.map(notificationOut),
      nextCursor: more ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
    };
  }

  /** A person has read all that is not urgent and was told until then. */
  async acknowledgeAll(until: Date): Promise<void> {
    await this.store.acknowledgeAll(until, this.clock.now());
  }

  /** A person says that an urgent report was seen. */
  async acknowledge(id: string): Promise<void> {
    if (!(await this.store.acknowledge(id, this.clock.now())))
      throw new DomainError('not-found', { what: `notifications/${id}` });
  }
}

function notificationOut(row: NotificationRow): NotificationOut {
  return {
    id: row.id,
    at: row.createdAt.toISOString(),
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    urgent: row.urgent,
    message: row.message,
    readAt: row.readAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  };
}
