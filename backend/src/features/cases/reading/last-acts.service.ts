import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { LastActOut } from '../../../contract/index.ts';
import { Users } from '../../users/users.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

/** What was done last on cases, by whom, and what they wrote: what whoever decides reads first. */
@Injectable()
export class LastActs {
  constructor(
    private readonly timeline: TimelineStore,
    private readonly users: Users,
  ) {}

  /** By case; one on which nobody has acted is left out. */
  async of(caseIds: readonly string[]): Promise<Map<string, LastActOut>> {
    const rows = await this.timeline.lastActions(caseIds);
    const names = await this.users.namesOf(rows.flatMap(({ actorId }) => actorId ?? []));
    return new Map(
      rows.map(({ caseId, actorId, at, details }) => [
        caseId,
        {
          by: actorId ? (names.get(actorId) ?? null) : null,
          at: at.toISOString(),
          title: details.title as unknown as LocalizedText,
          reasons: typeof details.reasons === 'string' ? details.reasons : null,
        },
      ]),
    );
  }
}
