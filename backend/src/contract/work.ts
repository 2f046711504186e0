import Type, { type Static } from 'typebox';
import { Id, Instant, LocalizedText, Person, Reason, Words } from './common.ts';
import { OptionalTerm } from './terms.ts';

export const TaskOut = Type.Object({
  id: Id,
  /** `step`: it is the step, done by the step's action alone. `joint`: another department joins in. `other`: all else. */
  kind: Type.Union([Type.Literal('step'), Type.Literal('other'), Type.Literal('joint')]),
  caseId: Id,
  caseNumber: Type.String(),
  caseTitle: Type.String(),
  title: LocalizedText,
  role: Type.String(),
  department: OptionalTerm,
  assignee: Type.Union([Person, Type.Null()]),
  dueAt: Type.Union([Instant, Type.Null()]),
  /** Of an open one that is due at a time of day, and not with a day's end: the minutes left; negative when past. */
  remainingMinutes: Type.Union([Type.Integer(), Type.Null()]),
  createdAt: Instant,
  doneAt: Type.Union([Instant, Type.Null()]),
  doneBy: Type.Union([Person, Type.Null()]),
  /** What came of it; of a joint task, what the department answered. */
  result: Type.Union([LocalizedText, Type.Null()]),
  cancelledAt: Type.Union([Instant, Type.Null()]),
  /** Null where it was cancelled by the platform. */
  cancelledBy: Type.Union([Person, Type.Null()]),
  cancelReason: Type.Union([LocalizedText, Type.Null()]),
  /** What the reader may do with it. */
  may: Type.Object({ finish: Type.Boolean(), takeBack: Type.Boolean(), close: Type.Boolean(), give: Type.Boolean() }),
});
export type TaskOut = Static<typeof TaskOut>;

/** POST /api/work/tasks/{id}/done: what came of it. */
export const TaskDoneBody = Type.Object({ result: Words(5000) });

/** POST /api/work/tasks/{id}/give: to whom. */
export const TaskGiveBody = Type.Object({ to: Id });
/** POST /api/work/tasks/{id}/close: why nobody needs to do it any more. */
export const TaskCloseBody = Type.Object({ reason: Reason(2000) });

export const NotificationOut = Type.Object({
  id: Id,
  at: Instant,
  caseId: Type.Union([Id, Type.Null()]),
  caseNumber: Type.Union([Type.String(), Type.Null()]),
  urgent: Type.Boolean(),
  message: LocalizedText,
  readAt: Type.Union([Instant, Type.Null()]),
  acknowledgedAt: Type.Union([Instant, Type.Null()]),
});
export type NotificationOut = Static<typeof NotificationOut>;

/** POST /api/notifications/acknowledge: all that is not urgent and was told until then. */
export const AcknowledgeAllBody = Type.Object({ until: Instant });
export type AcknowledgeAllBody = Static<typeof AcknowledgeAllBody>;
