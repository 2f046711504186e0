import { jsonText } from '@caseway/form-schemas';
import { isCondition } from '../diff/compare-conditions.ts';
import { isJsonObject, own } from '../json-value.ts';
import type { ActionEffect, ClockTrigger, HandlingPath } from '../model/handling-path.ts';

const objects = (value: unknown): Record<string, unknown>[] | undefined =>
  Array.isArray(value) && value.every(isJsonObject) ? value : undefined;

const optional = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const texts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isTold = (value: unknown): boolean => isText(own(value, 'zh-CN')) && isText(own(value, 'en'));

function keyed(value: unknown): Record<string, unknown>[] | undefined {
  const list = objects(value);
  const keys = list?.map((item) => own(item, 'key'));
  const usable =
    keys?.every(isText) && new Set(keys).size === keys.length && list?.every((item) => isTold(own(item, 'title')));
  return usable ? list : undefined;
}

/** Each trigger with the member that it must name: typed, or a new one makes every path that has it unreadable here. */
const TRIGGERS: Record<ClockTrigger['on'], string | undefined> = {
  filed: undefined,
  'decided-anew': undefined,
  'review-asked': undefined,
  reviewed: 'effect',
  step: 'step',
  action: 'action',
  delivered: 'action',
};

function areTriggers(value: unknown): boolean {
  return (
    objects(value)?.every(({ on, ...rest }) => {
      if (typeof on !== 'string' || !Object.hasOwn(TRIGGERS, on)) return false;
      const names = TRIGGERS[on as ClockTrigger['on']];
      return names === undefined || isText(rest[names]);
    }) ?? false
  );
}

const isDuration = (value: unknown): boolean =>
  typeof own(value, 'value') === 'number' &&
  ['hour', 'calendar-day', 'working-day'].includes(jsonText(own(value, 'unit')));

const EFFECTS: Record<ActionEffect['type'], (effect: Record<string, unknown>) => boolean> = {
  'extend-clock': ({ clock, by }) =>
    isText(clock) && (isDuration(by) || (isText(own(by, 'days')) && isText(own(by, 'of')))),
  'pause-clock': ({ clock, source }) => isText(clock) && optional(source, isTold),
  'resume-clock': ({ clock }) => isText(clock),
  task: ({ title, to, within }) => isTold(title) && isJsonObject(to) && isText(to.role) && optional(within, isDuration),
  notify: ({ roles, message }) => texts(roles) && isTold(message),
  session: ({ session }) => isText(session),
};

const areEffects = (value: unknown): boolean =>
  objects(value)?.every((effect) => {
    const { type } = effect;
    return (
      typeof type === 'string' && Object.hasOwn(EFFECTS, type) && EFFECTS[type as ActionEffect['type']](effect) === true
    );
  }) ?? false;

const isBranch = (branch: Record<string, unknown>): boolean =>
  isCondition(branch.when) &&
  optional(branch.to, isText) &&
  optional(branch.effects, areEffects) &&
  optional(branch.refuse, isTold) &&
  optional(branch.notice, (notice) => notice === null || isTold(notice)) &&
  optional(branch.says, texts);

const isRequires = (value: unknown): boolean => isJsonObject(value) && optional(value.documents, texts);

const isAction = (action: Record<string, unknown>): boolean =>
  texts(action.by) &&
  isText(action.to) &&
  optional(action.requires, isRequires) &&
  optional(action.notice, isTold) &&
  optional(action.says, texts) &&
  optional(action.tells, (tells) => isText(own(tells, 'form'))) &&
  optional(action.effects, areEffects) &&
  optional(action.branches, (branches) => objects(branches)?.every(isBranch) ?? false);

const isClock = (clock: Record<string, unknown>): boolean =>
  areTriggers(clock.startsOn) &&
  areTriggers(clock.stopsOn) &&
  optional(clock.endsOn, areTriggers) &&
  isDuration(clock.duration) &&
  optional(clock.until, (until) => isText(own(until, 'day'))) &&
  (objects(clock.levels)?.every((level) => isText(level.at) && isDuration(level.offset)) ?? false);

const isOutcome = ({ effect, rights }: Record<string, unknown>): boolean =>
  isText(effect) && optional(rights, (text) => text === null || isTold(text));

const isStep = (step: Record<string, unknown>): boolean =>
  isText(step.kind) &&
  optional(step.assignee, (assignee) => isText(own(assignee, 'role'))) &&
  optional(step.documents, (documents) => keyed(documents) !== undefined) &&
  (keyed(step.actions)?.every(isAction) ?? false);

/**
 * Whether a draft, which may hold anything, can be read as a path as far as comparing and telling it needs. Needs no
 * generated code: pages ask it too.
 */
export function isRegularPath(content: unknown): content is HandlingPath {
  if (!isJsonObject(content)) return false;
  return (
    optional(content.afterReview, isJsonObject) &&
    (keyed(content.clocks)?.every(isClock) ?? false) &&
    (keyed(content.outcomes)?.every(isOutcome) ?? false) &&
    (keyed(content.steps)?.every(isStep) ?? false)
  );
}
