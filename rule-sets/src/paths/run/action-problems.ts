import type { LocalizedText } from '@caseway/form-schemas';

/** Why an answer cannot be: it contradicts what is decided or told with it, or what was decided before. */
export type DenialCode = 'answer-denies-outcome' | 'answer-denies-telling' | 'answer-denies-earlier';

/** What stands in the way of an action: data, not an exception. */
export type ActionProblem =
  | {
      code: 'reasons-required' | 'legal-basis-required' | 'policy-basis-required' | 'document-required' | 'same-person';
      pointer: string;
      /** Key of the missing document. */
      document?: string;
    }
  | {
      code: DenialCode;
      /** Into the request: the answer that cannot be. */
      pointer: string;
      words: LocalizedText;
      /** What it contradicts, in a few words that stand beside the answer. */
      why: LocalizedText;
    }
  | {
      code:
        | 'refused'
        | 'clock-not-running'
        | 'days-required'
        | 'no-day-to-tell'
        | 'extension-beyond-limit'
        | 'extension-over'
        | 'not-yet-delivered'
        | 'delivered-before-told';
      /** Into the request: answers of the action's form stand under `/data`. */
      pointer: string;
      /** What is wrong and how to mend it. */
      words: LocalizedText;
    };

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Each in a whole sentence at the place of the answer, and in a few words beside an answer that is offered no more. */
export const DENIALS: Record<DenialCode, { words: LocalizedText; why: LocalizedText }> = {
  'answer-denies-outcome': {
    words: text(
      '“{field}”填的是“{answer}”，与处理结果“{outcome}”不符：请更正该项，或选择与实际相符的操作。',
      '"{field}" says "{answer}", which is no "{outcome}": correct the answer, or choose the action that fits what happened.',
    ),
    why: text('与处理结果“{outcome}”不符。', 'Does not fit the outcome "{outcome}".'),
  },
  'answer-denies-telling': {
    words: text(
      '“{field}”填的是“{answer}”，与要告知诉求人的内容（{effect}）不符：请更正该项，或选择与实际相符的操作。',
      '"{field}" says "{answer}", and the petitioner would be told otherwise ({effect}): correct the answer, or choose the action that fits what happened.',
    ),
    why: text('与要告知诉求人的内容（{effect}）不符。', 'Does not fit what the petitioner is told ({effect}).'),
  },
  'answer-denies-earlier': {
    words: text(
      '“{field}”填的是“{answer}”，与此前作出的处理结果“{outcome}”不符：请更正该项。',
      '"{field}" says "{answer}", which does not fit what was decided before, "{outcome}": correct the answer.',
    ),
    why: text('与此前作出的处理结果“{outcome}”不符。', 'Does not fit what was decided before, "{outcome}".'),
  },
};

export const EXTENSION_PROBLEMS = {
  'clock-not-running': text(
    '时限“{clock}”目前没有在计时，不能延期。',
    'Clock "{clock}" does not run now: there is nothing to extend.',
  ),
  'days-required': text(
    '请填写延期天数（大于0的整数）：时限“{clock}”。',
    'Enter by how many days to extend (a whole number above 0): clock "{clock}".',
  ),
  'extension-beyond-limit': text(
    '时限“{clock}”累计最多延期{limit}日（{source}），已延期{used}日，再延{asked}日超出上限：请减少天数。',
    'Clock "{clock}" can be extended by {limit} days in all ({source}); {used} are used, {asked} more are too many: ask for fewer.',
  ),
  'extension-over': text(
    '时限“{clock}”延期{asked}日只到{day}，这一天已经过去，延期没有作用：请按已超期办理，或者延到今天以后。',
    'Clock "{clock}" extended by {asked} days would end on {day}, which is past: it extends nothing. Go on as overdue, or extend it beyond today.',
  ),
} as const;

export const NO_DAY_TO_TELL = text(
  '告知内容要写明时限“{clock}”的日期，但它没有在计时，无从写起：请管理员更正处理路径。',
  'What is told names the day of clock "{clock}", which does not run, so there is no day to tell: an administrator must correct the path.',
);

export const NOT_YET_DELIVERED = text(
  '送达日期{day}还没有到：请填写实际送达的日期。',
  'The day of delivery {day} has not come yet: enter the day on which it was delivered.',
);

export const DELIVERED_BEFORE_TOLD = text(
  '送达日期{day}早于作出并记录文书的日期{told}：文书作出后才能送达，请填写实际送达的日期。',
  'The day of delivery {day} is before the letter was made and recorded ({told}): nothing is delivered before it is made. Enter the day on which it was delivered.',
);

/** A text with its `{placeholders}` filled in each language. */
export function filled(template: LocalizedText, values: Record<string, string | LocalizedText>): LocalizedText {
  const fill = (locale: keyof LocalizedText): string =>
    template[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return value === undefined ? whole : typeof value === 'string' ? value : value[locale];
    });
  return { 'zh-CN': fill('zh-CN'), en: fill('en') };
}
