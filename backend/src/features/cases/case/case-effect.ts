import type { Json, LocalizedText } from '@caseway/form-schemas';
import type { Duration, Role } from '@caseway/rule-sets';
import type { MadeDecision } from '../../decisions/decide-case.ts';
import type { TimelineKind } from '../timeline/timeline-store.ts';
import type { CaseRow } from './case-row.ts';

/** Who is told: people by what they are on the case once it is staffed, or by role where it lies. */
export interface Notice {
  people: readonly ('handler' | 'case-lead')[];
  roles: readonly Role[];
  urgent: boolean;
  message: LocalizedText;
}

/** One thing that follows from a change of a case outside of its row; carried out in order by `CaseEffects`. */
export type CaseEffect =
  /** `anew`: by another handler of the department than now, where it has one. */
  | { type: 'staff'; role: 'handler' | 'case-lead'; anew?: boolean }
  | { type: 'clocks' }
  /** Work of the step that somebody did by its action. */
  | { type: 'finish-step'; step: string; result: LocalizedText }
  /** `step`: the tasks that are the step; `path`: all but joint ones; `case`: all. Nobody did them. */
  | { type: 'cancel-tasks'; of: 'step' | 'path' | 'case'; because: LocalizedText }
  /** What else was to be done at a step that the case has left. */
  | { type: 'cancel-tasks'; of: 'left'; step: string; because: LocalizedText }
  /** The step's own task goes to whoever the step is for, who is told where `tell` says so. */
  | { type: 'step-task'; tell?: LocalizedText }
  | { type: 'task'; title: LocalizedText; role: Role; department?: string | undefined; within?: Duration | undefined }
  /** Exactly these departments are asked to join in; one asked before is not asked twice. */
  | { type: 'joint'; departments: readonly string[]; because: LocalizedText }
  | { type: 'decision'; made: MadeDecision }
  | { type: 'person-decision'; category: string; before: string | null; reasons: string }
  | { type: 'timeline'; kind: TimelineKind; details: Record<string, Json> }
  | { type: 'audit'; action: string; before: Record<string, Json> | null; after: Record<string, Json> }
  | ({ type: 'notify' } & Notice);

/** A case after something happened to it, and what follows. */
export interface CaseChange {
  row: CaseRow;
  effects: CaseEffect[];
  /** Not stored yet. */
  isNew: boolean;
  /** Whose doing the history calls it: the person who asks, or the platform. */
  by: 'person' | 'platform';
}
