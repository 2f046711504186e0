import type { Json, LocalizedText } from '@caseway/form-schemas';
import { OWNERS } from '../../clock/check-limits.ts';
import { renderDuration } from '../../clock/render-deadline.ts';
import type { ClockOwner, Duration } from '../../model/calendar.ts';
import type {
  ActionBranch,
  ActionEffect,
  Assignee,
  ClockLevel,
  ClockTrigger,
  HandlingPath,
  OutcomeEffect,
  PathClock,
  RollOver,
  StepKind,
} from '../../model/handling-path.ts';
import { EFFECT_TITLES } from '../effect-titles.ts';
import type { PathChange, PathChangeCode } from './path-change.ts';
import { PATH_CHANGE_PARTS } from './path-change-parts.ts';
import { PATH_CHANGE_TEXTS } from './path-change-texts.ts';
import { type AfterReview, PathWords, type PathWordsOptions, ROLL_OVERS, STEP_KINDS } from './path-words.ts';

/**
 * A change in words. `about`: the step, clock or outcome that it belongs to; `part`: what of that; `before`, `after`: how it
 * read, where there was something to read.
 */
export interface PathChangeText {
  message: string;
  about?: { key: string; title: string };
  part: string;
  before?: string;
  after?: string;
}

/** How a value of a change reads: what is in it is told by the code. */
const VALUES: Partial<Record<PathChangeCode, (words: PathWords, value: Json, change: PathChange) => string>> = {
  'start-changed': (words, value) => words.step(String(value)),
  'after-review-changed': (words, value) => words.afterReview(value as object as AfterReview),
  'kind-changed': (words, value) => words.text(STEP_KINDS[value as StepKind]) ?? String(value),
  'assignee-changed': (words, value) => words.assignee(value as object as Assignee),
  'document-required-changed': (words, value) => words.yesNo(value),
  'assumed-changed': (words, value) => words.yesNo(value),
  'by-changed': (words, value) => words.roles(value as string[]),
  'target-changed': (words, value) => words.step(String(value)),
  'action-form-changed': (words, value) => words.form(String(value)),
  'action-outcome-changed': (words, value) => words.outcome(String(value)),
  'approval-changed': (words, value) => words.action(String(value)),
  'tells-changed': (words, value) => words.form((value as { form: string }).form),
  'says-changed': (words, value) => words.says(value as OutcomeEffect[]),
  'effect-added': (words, value) => words.effect(value as object as ActionEffect),
  'effect-removed': (words, value) => words.effect(value as object as ActionEffect),
  'branch-added': (words, value) => words.branch(value as object as ActionBranch),
  'branch-removed': (words, value) => words.branch(value as object as ActionBranch),
  'branch-changed': (words, value) => words.branch(value as object as ActionBranch),
  'branch-words-changed': (words, value) => words.branch(value as object as ActionBranch),
  'outcome-effect-changed': (words, value) => words.text(EFFECT_TITLES[value as OutcomeEffect]) ?? String(value),
  'start-added': (words, value) => words.trigger(value as object as ClockTrigger),
  'start-removed': (words, value) => words.trigger(value as object as ClockTrigger),
  'stop-added': (words, value) => words.trigger(value as object as ClockTrigger),
  'stop-removed': (words, value) => words.trigger(value as object as ClockTrigger),
  'duration-changed': (words, value) => renderDuration(value as object as Duration, words.locale),
  'until-changed': (words, value) => words.until(value as object as NonNullable<PathClock['until']>),
  'roll-over-changed': (words, value) => words.text(ROLL_OVERS[value as RollOver]) ?? String(value),
  'limit-changed': (words, value) => words.limit(String(value)),
  'whose-changed': (words, value) => words.text(OWNERS[value as ClockOwner]) ?? String(value),
  'urgent-changed': (words, value) => words.yesNo(value),
  'public-changed': (words, value) => words.yesNo(value),
  'level-added': (words, value) => words.level(value as object as ClockLevel),
  'level-removed': (words, value) => words.level(value as object as ClockLevel),
  'level-changed': (words, value) => words.level(value as object as ClockLevel),
};

const isTold = (value: Json): value is { 'zh-CN': string; en: string } =>
  typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value;

/** A text; where only the other language changed, both. */
function toldText({ locale }: PathWords, value: LocalizedText, other: Json | undefined): string {
  const there = locale === 'en' ? 'zh-CN' : 'en';
  const onlyOther =
    other !== undefined && isTold(other) && other[locale] === value[locale] && other[there] !== value[there];
  return onlyOther ? `${value[locale]} / ${value[there]}` : value[locale];
}

function valueText(
  words: PathWords,
  change: PathChange,
  value: Json | undefined,
  other: Json | undefined,
): string | undefined {
  if (value === undefined) return undefined;
  const render = VALUES[change.code];
  if (render) return render(words, value, change);
  if (isTold(value)) return toldText(words, value, other);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Named {
  step?: string;
  action?: string;
  clock?: string;
  outcome?: string;
  document?: string;
}

/** What a change is about by its titles: those of the new path, of the old one for what is only there. */
function namesOf(now: HandlingPath, was: PathWords, is: PathWords, change: PathChange): Named {
  const { step, action, clock, outcome, subject } = change;
  const has = (list: readonly { key: string }[] | undefined, key: string) =>
    list?.some((it) => it.key === key) ?? false;
  const stepOf = (path: HandlingPath) => path.steps.find(({ key }) => key === step);
  const document = subject?.replace(/^document:/, '');
  return {
    ...(step === undefined ? {} : { step: (stepOf(now) ? is : was).step(step) }),
    ...(action === undefined ? {} : { action: (has(stepOf(now)?.actions, action) ? is : was).action(action, step) }),
    ...(clock === undefined ? {} : { clock: (has(now.clocks, clock) ? is : was).clock(clock) }),
    ...(outcome === undefined ? {} : { outcome: (has(now.outcomes, outcome) ? is : was).outcome(outcome) }),
    ...(document === undefined
      ? {}
      : { document: (has(stepOf(now)?.documents, document) ? is : was).document(document) }),
  };
}

/** Under which heading it stands. */
function aboutOf(words: PathWords, named: Named, { step, clock, outcome }: PathChange): PathChangeText['about'] {
  const { say } = words;
  if (clock !== undefined)
    return { key: `clock ${clock}`, title: say(`时限“${named.clock}”`, `Clock “${named.clock}”`) };
  if (outcome !== undefined) {
    return { key: `outcome ${outcome}`, title: say(`处理结果“${named.outcome}”`, `Outcome “${named.outcome}”`) };
  }
  if (step === undefined) return undefined;
  return { key: `step ${step}`, title: say(`环节“${named.step}”`, `Step “${named.step}”`) };
}

/** Of what it is: the innermost thing that the change names. */
function whatText(
  words: PathWords,
  named: Named,
  about: PathChangeText['about'],
  { code, subject }: PathChange,
): string {
  const { say } = words;
  if (!about) return say('路径', 'The path');
  const { title } = about;
  if (named.action !== undefined) return say(`${title}的操作“${named.action}”`, `${title}, action “${named.action}”`);
  const isDocument = subject !== undefined && code.startsWith('title-');
  return isDocument ? say(`${title}的材料“${named.document}”`, `${title}, document “${named.document}”`) : title;
}

/** Renders changes between two paths in a locale; made once for many of them. */
export function pathChangeRenderer(
  old: HandlingPath,
  now: HandlingPath,
  options: PathWordsOptions,
): (change: PathChange) => PathChangeText {
  const [was, is] = [new PathWords(old, options), new PathWords(now, options)];
  const none = (code: PathChangeCode) => (code === 'at-most-changed' ? is.say('不限', 'any') : is.say('无', 'none'));
  return (change) => {
    const { code, subject = '' } = change;
    const before = valueText(was, change, change.before, change.after);
    const after = valueText(is, change, change.after, change.before);
    const named = namesOf(now, was, is, change);
    const about = aboutOf(is, named, change);
    const what = whatText(is, named, about, change);
    const aspect = PATH_CHANGE_PARTS[code][options.locale];
    const requirement = subject.startsWith('document:') ? `“${named.document}”` : is.requirement(subject);
    const params: Record<string, string> = {
      what,
      subject: code.startsWith('requirement') ? requirement : (named.document ?? ''),
      before: before ?? none(code),
      after: after ?? none(code),
    };
    const message = PATH_CHANGE_TEXTS[code][options.locale].replace(
      /\{(\w+)\}/g,
      (_, name: string) => params[name] ?? '',
    );
    return {
      message,
      ...(about ? { about } : {}),
      part:
        named.action === undefined ? aspect : is.say(`“${named.action}”：${aspect}`, `“${named.action}”: ${aspect}`),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  };
}
