import {
  choicesOf,
  type FormData,
  type FormDefinition,
  type Json,
  putPointer,
  type Random,
  randomInt,
  randomPick,
  readPointer,
  sampleData,
  takeIn,
} from '@caseway/form-schemas';
import {
  DAY_MS,
  decidesWith,
  decidingOf,
  localDay,
  mayDecide,
  type PathAction,
  type Role,
  requiredDocuments,
  type UnfitAnswer,
} from '@caseway/rule-sets';
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

/** A step that an invented case did not go, although somebody was to go it. */
export interface RefusedStep {
  number: string;
  action: string;
  error: DomainError;
}

interface Walk {
  file: DemonstrationFile;
  random: Random;
  now: Date;
  /** Told of what was refused: such a case stays where it is, as a real one would. */
  refused: (step: RefusedStep) => void;
}

/** What was made up, with choices in place of those that do not fit what was decided. */
function madeToFit(form: FormDefinition, data: FormData, unfit: readonly UnfitAnswer[]): FormData {
  const isUnfit = (pointer: string, answer: Json | undefined): boolean =>
    unfit.some((one) => one.pointer === pointer && one.answer === answer);
  return choicesOf(form).reduce((made, { pointer, answers }) => {
    const fitting = answers.find((answer) => !isUnfit(pointer, answer));
    const stays = fitting === undefined || !isUnfit(pointer, readPointer(made, pointer));
    return stays ? made : putPointer(made, pointer, fitting);
  }, data);
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
  async take(filed: CaseRow, { file, random, now, refused }: Walk): Promise<void> {
    let row = filed;
    let at = row.createdAt;
    for (let steps = 0; steps < 12 && row.status === 'open'; steps++) {
      at = new Date(at.getTime() + randomInt(random, [1, 9]) * DAY_MS);
      if (at >= now || random() < 0.06) return;
      await this.answerJointly(row, file, at);
      const next = await this.act(row, { file, random, refused }, at);
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
  private async act(row: CaseRow, { file, random, refused }: Omit<Walk, 'now'>, at: Date): Promise<CaseRow | null> {
    return this.transactions
      .run(SYSTEM, async () => {
        const path = await this.reader.version('paths', row.pathVersionId);
        const step = path.content.steps.find(({ key }) => key === row.step);
        const onward: PathAction[] = [];
        for (const action of step?.actions ?? []) {
          if (action.to === row.step || requiredDocuments(path.content, row.pathState, action).length > 0) continue;
          if ((await this.actions.refused(row, path.content, action)) === null) onward.push(action);
        }
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
        const waits = mayDecide(decidingOf(path.content, action, {}));
        return { action: action.key, by: action.by, request, waits };
      })
      .then(async (chosen) => {
        if (!chosen) return null;
        const principal = await this.actor(row, chosen.by);
        if (!principal) return null;
        const { action, request, waits } = chosen;
        try {
          return await this.transactions.run(principal, async () => {
            // What decides nothing waits for nobody, and says nothing of it.
            const { data, outstanding, ...said } = request;
            const why = (decides: boolean) => decides && outstanding !== undefined && { outstanding };
            if (!data) return this.actions.act(row.id, action, { ...said, ...why(waits) }, LOCALE, { at });
            const { form, unfit, deciding } = await this.actions.form(row, action);
            const fitting = madeToFit(form.content, data, unfit);
            const decides = decidesWith(deciding, form.content, takeIn(form.content, fitting, { today: localDay(at) }));
            return this.actions.act(row.id, action, { ...said, data: fitting, ...why(decides) }, LOCALE, { at });
          });
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          refused({ number: row.number, action, error });
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
