import type { FormDefinition, Json, Locale, LocalizedText } from '@caseway/form-schemas';
import { renderDuration } from '../../clock/render-deadline.ts';
import { conditionText } from '../../explain/explain-decision.ts';
import { ROLE_TITLES } from '../../explain/outcome-text.ts';
import { type Reading, readingOf } from '../../explain/reading.ts';
import type { Labels } from '../../labels.ts';
import type {
  ActionBranch,
  ActionEffect,
  Assignee,
  ClockLevel,
  ClockTrigger,
  HandlingPath,
  OutcomeEffect,
  PathClock,
  ReviewEffect,
  RollOver,
  StepKind,
} from '../../model/handling-path.ts';
import { EFFECT_TITLES } from '../effect-titles.ts';
import { branchRules } from '../run/action-branches.ts';
import { isEntered } from '../run/extensions.ts';

export type AfterReview = NonNullable<HandlingPath['afterReview']>;

/** What words about a path need beside it. */
export interface PathWordsOptions {
  locale: Locale;
  forms?: readonly FormDefinition[];
  /** Names of departments, sessions and limits, by `department`, `sessions`, `limit`, then by key. */
  labels?: Labels;
}

export const STEP_KINDS: Record<StepKind, LocalizedText> = {
  work: { 'zh-CN': '办理', en: 'work' },
  'human-decision': { 'zh-CN': '人工决定', en: 'a person’s decision' },
  end: { 'zh-CN': '结束', en: 'end' },
};

export const ROLL_OVERS: Record<RollOver, LocalizedText> = {
  'next-working-day': { 'zh-CN': '顺延至下一工作日', en: 'on to the next working day' },
  'previous-working-day': { 'zh-CN': '提前至前一工作日', en: 'back to the working day before' },
  none: { 'zh-CN': '不变', en: 'stays' },
};

const REQUIREMENTS: Record<string, LocalizedText> = {
  reasons: { 'zh-CN': '书面理由', en: 'written reasons' },
  legalBasis: { 'zh-CN': '法律依据', en: 'the legal basis' },
  policyBasis: { 'zh-CN': '政策依据', en: 'the policy basis' },
};

/** Says the parts of one path in words of a locale. Keys that it does not know are said as they are. */
export class PathWords {
  readonly locale: Locale;
  private readonly labels: Labels;
  private readonly forms: readonly FormDefinition[];
  private readonly reading: Reading;

  constructor(
    private readonly path: HandlingPath,
    { locale, forms = [], labels = {} }: PathWordsOptions,
  ) {
    this.locale = locale;
    this.labels = labels;
    this.forms = forms;
    const keys = forms.map(({ key }) => key);
    this.reading = readingOf({ ...branchRules([], keys[0] ?? ''), alsoForms: keys }, { locale, forms, labels });
  }

  readonly say = (zh: string, en: string): string => (this.locale === 'en' ? en : zh);

  text(text: LocalizedText | undefined): string | undefined {
    return text?.[this.locale];
  }

  list(items: readonly string[]): string {
    return items.join(this.say('、', ', '));
  }

  private titled(list: readonly { key: string; title: LocalizedText }[], key: string): string {
    return list.find((item) => item.key === key)?.title[this.locale] ?? key;
  }

  private label(name: string, key: string): string {
    return this.labels[name]?.[key]?.[this.locale] ?? key;
  }

  step(key: string): string {
    return this.titled(this.path.steps, key);
  }

  action(key: string, step?: string): string {
    const steps = this.path.steps.filter((each) => step === undefined || each.key === step);
    return this.titled(
      steps.flatMap(({ actions }) => actions),
      key,
    );
  }

  clock(key: string): string {
    return this.titled(this.path.clocks, key);
  }

  outcome(key: string): string {
    return this.titled(this.path.outcomes, key);
  }

  form(key: string): string {
    return this.titled(this.forms, key);
  }

  limit(key: string): string {
    return this.label('limit', key);
  }

  roles(keys: readonly string[]): string {
    return this.list(keys.map((key) => (ROLE_TITLES as Record<string, LocalizedText>)[key]?.[this.locale] ?? key));
  }

  assignee({ role, department }: Assignee): string {
    return department === undefined
      ? this.roles([role])
      : `${this.label('department', department)}${this.say('', ' ')}${this.roles([role])}`;
  }

  document(key: string): string {
    return this.titled(
      this.path.steps.flatMap(({ documents = [] }) => documents),
      key,
    );
  }

  requirement(subject: string): string {
    return REQUIREMENTS[subject]?.[this.locale] ?? subject;
  }

  trigger(trigger: ClockTrigger): string {
    switch (trigger.on) {
      case 'filed':
        return this.say('登记', 'registration');
      case 'decided-anew':
        return this.say('改变类别后无时限在计时', 'a case decided anew with no clock running');
      case 'review-asked':
        return this.say('申请复查、复核', 'a review being asked for');
      case 'reviewed':
        return this.say(
          `复查、复核${this.reviewEffect(trigger.effect)}`,
          `a review that ${this.reviewEffect(trigger.effect)} it`,
        );
      case 'step': {
        const { step, from } = trigger;
        const reaching = this.say(`进入“${this.step(step)}”`, `reaching “${this.step(step)}”`);
        return from === undefined
          ? reaching
          : this.say(`由“${this.step(from)}”${reaching}`, `${reaching} from “${this.step(from)}”`);
      }
      case 'action':
        return this.say(`“${this.action(trigger.action)}”`, `“${this.action(trigger.action)}”`);
      case 'delivered':
        return this.say(`“${this.action(trigger.action)}”送达`, `delivery of “${this.action(trigger.action)}”`);
    }
  }

  reviewEffect(effect: ReviewEffect): string {
    return effect === 'revoked' ? this.say('撤销原意见', 'revoked') : this.say('变更原意见', 'changed');
  }

  afterReview(steps: AfterReview): string {
    const said = (['revoked', 'changed'] as const).flatMap((effect) => {
      const step = steps[effect];
      return step === undefined ? [] : [`${this.reviewEffect(effect)}：${this.step(step)}`];
    });
    return this.list(said);
  }

  level({ at, offset }: ClockLevel): string {
    const length = renderDuration(offset, this.locale);
    return at === 'before'
      ? this.say(`到期前${length}`, `${length} before`)
      : this.say(`超期${length}`, `${length} after`);
  }

  /** Where somebody enters the day that a clock runs to. */
  until({ day, of }: NonNullable<PathClock['until']>): string {
    const name = day.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    const titles = this.forms.map(({ schema }) => schema.properties?.[name]?.['x-title']);
    const field = this.text(titles.find((title) => title !== undefined)) ?? name;
    if (of === 'review') return this.say(`复查、复核时所填的“${field}”`, `“${field}” as entered by the review`);
    return of === 'form'
      ? this.say(`登记时所填的“${field}”`, `“${field}” as registered`)
      : this.say(
          `“${this.action(of.action)}”所填的“${field}”`,
          `“${field}” as entered with “${this.action(of.action)}”`,
        );
  }

  effect(effect: ActionEffect): string {
    switch (effect.type) {
      case 'extend-clock': {
        const by = isEntered(effect.by)
          ? this.say('所填天数', 'the days entered')
          : renderDuration(effect.by, this.locale);
        const most =
          effect.inAll === undefined
            ? ''
            : this.say(`，累计不超过${this.limit(effect.inAll)}`, `, in all no more than ${this.limit(effect.inAll)}`);
        return this.say(
          `延长“${this.clock(effect.clock)}”${by}${most}`,
          `“${this.clock(effect.clock)}” is extended by ${by}${most}`,
        );
      }
      case 'pause-clock':
        return this.say(`中止“${this.clock(effect.clock)}”`, `“${this.clock(effect.clock)}” rests`);
      case 'resume-clock':
        return this.say(`恢复“${this.clock(effect.clock)}”`, `“${this.clock(effect.clock)}” goes on`);
      case 'task': {
        const within = effect.within
          ? this.say(
              `，限${renderDuration(effect.within, this.locale)}`,
              ` within ${renderDuration(effect.within, this.locale)}`,
            )
          : '';
        return this.say(
          `任务“${this.text(effect.title)}”交${this.assignee(effect.to)}${within}`,
          `task “${this.text(effect.title)}” for ${this.assignee(effect.to)}${within}`,
        );
      }
      case 'notify':
        return this.say(
          `通知${this.roles(effect.roles)}：“${this.text(effect.message)}”`,
          `${this.roles(effect.roles)} are told “${this.text(effect.message)}”`,
        );
      case 'session':
        return this.say(
          `列入“${this.label('sessions', effect.session)}”`,
          `onto the agenda of “${this.label('sessions', effect.session)}”`,
        );
    }
  }

  /** "Where …: to …, outcome …" */
  branch(branch: ActionBranch): string {
    const { when, to, outcome, effects, notice, says, refuse } = branch;
    const then: string[] = [];
    if (refuse) then.push(this.say(`不能办理：“${this.text(refuse)}”`, `refused: “${this.text(refuse)}”`));
    if (to !== undefined) then.push(this.say(`转“${this.step(to)}”`, `to “${this.step(to)}”`));
    if (outcome === null) then.push(this.say('不得出结果', 'no outcome'));
    else if (outcome !== undefined)
      then.push(this.say(`结果“${this.outcome(outcome)}”`, `outcome “${this.outcome(outcome)}”`));
    if (effects?.length === 0) then.push(this.say('无后续动作', 'nothing follows'));
    else if (effects) then.push(this.list(effects.map((effect) => this.effect(effect))));
    if (notice === null) then.push(this.say('不告知', 'nothing is told'));
    else if (notice) then.push(this.say(`告知“${this.text(notice)}”`, `told “${this.text(notice)}”`));
    if (says) then.push(this.say(`意为“${this.says(says)}”`, `which says “${this.says(says)}”`));
    const condition = conditionText(this.reading, when);
    return this.say(`当${condition}时：${then.join('；')}`, `where ${condition}: ${then.join('; ')}`);
  }

  /** What a telling says of the matter. */
  says(effects: readonly OutcomeEffect[]): string {
    if (effects.length === 0) return this.say('不涉及结果', 'nothing of an outcome');
    return effects.map((effect) => this.text(EFFECT_TITLES[effect]) ?? effect).join(this.say('、', ', '));
  }

  yesNo(value: Json | undefined): string {
    return value === true ? this.say('是', 'yes') : this.say('否', 'no');
  }
}
