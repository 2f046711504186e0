import { type FormData, type Random, randomInt, randomPick, sampleData } from '@caseway/form-schemas';
import { DAY_MS, localDay, type Role, requiredDocuments } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { type Principal, SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { CasePeople } from '../cases/case/case-people.service.ts';
import type { CaseRow } from '../cases/case/case-row.ts';
import { everybody } from '../cases/case/kept-out.ts';
import { CaseActions } from '../cases/handling/case-actions.service.ts';
import { TaskWork } from '../cases/tasks/task-work.service.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { Users } from '../users/users.service.ts';
import type { DemonstrationFile } from './demonstration-file.ts';

export const LOCALE = 'zh-CN';

interface Walk {
  file: DemonstrationFile;
  random: Random;
  now: Date;
}

/** Takes invented cases along their paths, each step by somebody whose it is. */
@Injectable()
export class DemonstrationWalk {
  constructor(
    private readonly users: Users,
    private readonly people: CasePeople,
    private readonly actions: CaseActions,
    private readonly tasks: TaskWork,
    private readonly reader: ConfigurationReader,
    private readonly transactions: Transactions,
  ) {}

  /** Takes a case along its path, as an office would in the time since; young cases are still on their way. */
  async take(filed: CaseRow, { file, random, now }: Walk): Promise<void> {
    let row = filed;
    let at = row.createdAt;
    for (let steps = 0; steps < 12 && row.status === 'open'; steps++) {
      at = new Date(at.getTime() + randomInt(random, [1, 9]) * DAY_MS);
      if (at >= now || random() < 0.06) return;
      await this.answerJointly(row, file, at);
      const next = await this.act(row, file, random, at);
      if (!next) return;
      row = next;
    }
  }

  /** The departments that were asked to join in answer, each by its own person. */
  private async answerJointly(row: CaseRow, file: DemonstrationFile, at: Date): Promise<void> {
    const [answer = ''] = file.walk.reasons;
    const awaited = await this.transactions.run(SYSTEM, () => this.tasks.awaited(row.id));
    for (const { id, assigneeId } of awaited) {
      if (assigneeId === null) continue;
      const principal = await this.transactions.run(SYSTEM, () => this.principalOf(assigneeId));
      await this.transactions.run(principal, () => this.tasks.finish(id, answer, at));
    }
  }

  /** Does one of the actions that lead on, by the person whose it is. Null where the case rests. */
  private async act(row: CaseRow, file: DemonstrationFile, random: Random, at: Date): Promise<CaseRow | null> {
    return this.transactions
      .run(SYSTEM, async () => {
        const path = await this.reader.version('paths', row.pathVersionId);
        const step = path.content.steps.find(({ key }) => key === row.step);
        const onward = (step?.actions ?? []).filter(
          (action) => action.to !== row.step && requiredDocuments(path.content, row.pathState, action).length === 0,
        );
        if (onward.length === 0) return null;
        const awaited = (await this.tasks.awaited(row.id)).length > 0;
        const action = randomPick(
          random,
          onward,
          onward.map((_, index) => (index === 0 ? 6 : 1)),
        );
        const filled = (form: string) =>
          sampleData(file.walk.forms[form] ?? {}, { random, today: localDay(at) }) as FormData;
        const request = {
          reasons: randomPick(random, file.walk.reasons),
          legalBasis: file.walk.legalBasisOf[action.key] ?? randomPick(random, file.walk.legalBasis),
          policyBasis: randomPick(random, file.walk.policyBasis),
          // A department may have nobody who could answer.
          ...(awaited && { outstanding: randomPick(random, file.walk.reasons) }),
          ...(action.form && { data: filled(action.form) }),
          ...(action.tells && { delivery: filled(action.tells.form) }),
        };
        return { action: action.key, by: action.by, request };
      })
      .then(async (chosen) => {
        if (!chosen) return null;
        const principal = await this.actor(row, chosen.by);
        if (!principal) return null;
        try {
          return await this.transactions.run(principal, () =>
            this.actions.act(row.id, chosen.action, chosen.request, LOCALE, { at }),
          );
        } catch (error) {
          // Not every path can be walked with invented words: such a case stays where it is, as a real one would.
          if (!(error instanceof DomainError)) throw error;
          return null;
        }
      });
  }

  private async actor(row: CaseRow, roles: readonly Role[]): Promise<Principal | null> {
    return this.transactions.run(SYSTEM, async () => {
      for (const role of roles) {
        const named = role === 'handler' ? row.handlerId : role === 'case-lead' ? row.caseLeadId : null;
        const [first] = await this.users.findByRole({ role, scopePath: row.scopePath });
        const id = named ?? first?.id;
        if (!id || everybody(await this.people.keptOut(row.id)).includes(id)) continue;
        return this.principalOf(id);
      }
      return null;
    });
  }

  private async principalOf(id: string): Promise<Principal> {
    const { id: userId, displayName, scopePath, grants, department } = await this.users.byId(id);
    return { userId, displayName, scopePath, grants, department };
  }
}
