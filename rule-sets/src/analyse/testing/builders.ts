import type { FormDefinition, FormSchema, Json } from '@caseway/form-schemas';
import type { Condition, RuleSet } from '../../model/rule-set.ts';
import type { AnalysisFinding } from '../findings.ts';

/** A text in both languages, told apart. */
export const text = (en: string) => ({ 'zh-CN': `中${en}`, en });

/** A form of fields; `more` is of its schema. */
export function form(
  properties: Record<string, FormSchema>,
  more: Partial<FormSchema> = {},
  key = 'form',
): FormDefinition {
  return {
    key,
    title: text(key),
    description: text(key),
    use: 'case',
    schema: { type: 'object', properties, ...more },
    ui: { sections: [] },
  };
}

export type Params = Record<string, Json>;

/** A classification of rules r0, r1, …: conditions, what they give, priority. */
export function ruleSet(rules: [Condition, Params, number?][], extra: Partial<RuleSet> = {}): RuleSet {
  return {
    key: 'set',
    kind: 'classification',
    title: text('Set'),
    form: 'form',
    hitPolicy: 'first',
    rules: rules.map(([conditions, params, priority], index) => ({
      name: `r${index}`,
      title: text(`R${index}`),
      source: text('x'),
      conditions,
      event: { type: 'decided', params },
      ...(priority && { priority }),
    })),
    otherwise: { type: 'decided', params: { category: 'nobody' } },
    ...extra,
  };
}

export const leaf = (fact: string, operator: string, value: Json | { fact: string }, path?: string): Condition => ({
  fact,
  operator,
  value,
  ...(path && { path }),
});
export const A: Params = { category: 'a' };
export const B: Params = { category: 'b' };
export const CHOICE: FormSchema = { type: 'string', enum: ['x', 'y', 'z'] };
export const DEMANDED = { required: ['choice'] };

export const of = (findings: readonly AnalysisFinding[], code: string) =>
  findings.filter((finding) => finding.code === code);
/** Code and rules of each finding, sorted. */
export const told = (findings: readonly AnalysisFinding[]) =>
  findings.map(({ code, rules }) => [code, ...rules].join(' ')).sort();
