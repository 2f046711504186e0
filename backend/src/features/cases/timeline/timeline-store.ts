import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { newId } from '../../../new-id.ts';

/** Kinds of entries; `timeline-texts.ts` has a sentence for each. */
export const TIMELINE_KINDS = [
  'filed',
  'action',
  'decision',
  'deadline',
  'escalation',
  'task',
  'answer',
  'task-back',
  'task-closed',
  'attachment',
  'unmasked',
  'recusal',
  'nobody-meant',
  'on-behalf',
  'passed-over',
  'laid',
  'led-elsewhere',
  'assignment',
  'stands-in',
  'task-given',
  'notice',
  'delivery',
  'undeliverable',
  'recomputed',
  'corrected',
  'review',
  'linked',
  'unlinked',
  'searched',
  'deadline-kept',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface TimelineRow {
  id: string;
  at: Date;
  kind: TimelineKind;
  actorId: string | null;
  details: Record<string, Json>;
}

@Injectable()
export class TimelineStore {
  constructor(private readonly transactions: Transactions) {}

  /** Details hold no personal data: they are shown to everybody who may read the case. */
  async add(
    of: { caseId: string; scopePath: string; actorId: string | null; at: Date },
    kind: TimelineKind,
    details: Record<string, Json>,
  ): Promise<void> {
    await this.transactions.query(
      'INSERT INTO timeline (id, case_id, scope_path, at, kind, actor_id, details) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [newId(), of.caseId, of.scopePath, of.at, kind, of.actorId, JSON.stringify(details)],
    );
  }

  /** Whether a notice to the petitioner contains these words. */
  async hasTold(caseId: string, words: string): Promise<boolean> {
    const rows = await this.transactions.query(
      `SELECT 1 FROM timeline WHERE case_id = $1 AND kind = 'notice' AND strpos(details->>'text', $2) > 0 LIMIT 1`,
      [caseId, words],
    );
    return rows.length > 0;
  }

  /** The last action on each of these cases; one on which nobody has acted is left out. */
  async lastActions(caseIds: readonly string[]): Promise<(TimelineRow & { caseId: string })[]> {
    if (caseIds.length === 0) return [];
    return this.transactions.query<TimelineRow & { caseId: string }>(
      `SELECT DISTINCT ON (case_id) id, case_id AS "caseId", at, kind, actor_id AS "actorId", details FROM timeline
        WHERE case_id = ANY ($1::uuid[]) AND kind = 'action' ORDER BY case_id, at DESC, id DESC`,
      [caseIds],
    );
  }

  async ofCase(caseId: string): Promise<TimelineRow[]> {
    return this.transactions.query<TimelineRow>(
      'SELECT id, at, kind, actor_id AS "actorId", details FROM timeline WHERE case_id = $1 ORDER BY at, id',
      [caseId],
    );
  }
}
