import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.service.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import type { CaseEffect } from './case-effect.ts';

/** The case and moment that an entry belongs to; nobody: the platform's own doing. */
export interface RecordOf {
  caseId: string;
  scopePath: string;
  actorId: string | null;
  at: Date;
}

export type Recorded = Extract<CaseEffect, { type: 'decision' | 'person-decision' | 'timeline' | 'audit' }>;

/** Writes down what happened to a case: decisions, history, trail. */
@Injectable()
export class CaseRecord {
  constructor(
    private readonly decisions: Decisions,
    private readonly timeline: TimelineStore,
    private readonly audit: Audit,
  ) {}

  async write(of: RecordOf, effect: Recorded): Promise<void> {
    switch (effect.type) {
      case 'decision':
        return this.decisions.record(of, effect.made);
      case 'person-decision':
        return this.decisions.recordPerson(of, effect.category, effect.before, effect.reasons);
      case 'timeline':
        return this.timeline.add(of, effect.kind, effect.details);
      case 'audit': {
        const { action, before, after } = effect;
        const { caseId: objectId, scopePath } = of;
        const entry = { action, objectType: 'case', objectId, scopePath, after };
        return this.audit.record(before === null ? entry : { ...entry, before });
      }
      default: {
        const never: never = effect;
        throw new Error(`No such record: ${JSON.stringify(never)}`);
      }
    }
  }
}
