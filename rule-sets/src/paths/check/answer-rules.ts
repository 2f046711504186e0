import {
  allProperties,
  type Denial,
  denialsOf,
  type FormDefinition,
  type FormSchema,
  pointerTokens,
  resolveRef,
} from '@caseway/form-schemas';
import type { PathAction } from '../../model/handling-path.ts';
import type { Condition, RuleSet } from '../../model/rule-set.ts';
import { branchRules, factsRead } from '../run/action-branches.ts';
import type { PathSurroundings } from './surroundings.ts';

const MAX_DEPTH = 8;

/** A schema without references to the definitions of its form. */
function inlined(schema: FormSchema, root: FormSchema, depth = 0): FormSchema {
  if (depth > MAX_DEPTH) return schema;
  const here = resolveRef(schema, root);
  const properties = Object.entries(here.properties ?? {}).map(([key, part]) => [key, inlined(part, root, depth + 1)]);
  return {
    ...here,
    ...(here.properties ? { properties: Object.fromEntries(properties) } : {}),
    ...(here.items ? { items: inlined(here.items, root, depth + 1) } : {}),
  };
}

/** An action without a form answers nothing. */
const NO_FORM: FormDefinition = {
  key: 'no-form',
  title: { 'zh-CN': '-', en: '-' },
  description: { 'zh-CN': '-', en: '-' },
  use: 'step',
  schema: { type: 'object' },
  ui: { sections: [] },
};

/** What only a request for a review has something of. */
const REVIEW_FACTS = ['reviewRound', 'reviewLate', 'reviewOutside'];

/**
 * What an action's branches read, as forms: the answers of its own form, and of each form that opens cases the fields that
 * branches name, free of each other. A field of the action's form hides one of a case.
 */
function readForms(action: PathAction, form: FormDefinition, forms: readonly FormDefinition[]): FormDefinition[] {
  const own = allProperties(form.schema, form.schema);
  const named = [...factsRead(action)].filter((fact) => !own.has(fact));
  const { bindings: _, ...alone } = form;
  const merged = forms.flatMap((other): FormDefinition[] => {
    if (other.use !== 'case') return [];
    const theirs = allProperties(other.schema, other.schema);
    const read = named.flatMap((fact) => {
      const field = theirs.get(fact);
      return field ? [[fact, inlined(field, other.schema)] as const] : [];
    });
    const asked = other.review !== undefined && REVIEW_FACTS.some((fact) => named.includes(fact));
    if (read.length === 0 && !named.includes('form') && !asked) return [];
    const properties = { ...form.schema.properties, ...Object.fromEntries(read) };
    return [
      {
        ...alone,
        key: other.key,
        ...(other.review && { review: other.review }),
        schema: { ...form.schema, properties },
      },
    ];
  });
  const everyForm =
    merged.length > 0 && (named.includes('form') || merged.length === forms.filter(({ use }) => use === 'case').length);
  return everyForm ? merged : [{ ...alone, schema: form.schema }, ...merged];
}

/** An action's branches and the answers that deny something, as one rule set over everything that they read. */
export interface AnswerRules {
  /** Branches first, `#n`, in their order; then one rule a denial. */
  ruleSet: RuleSet;
  forms: FormDefinition[];
  /** The action's own form. */
  form: FormDefinition;
  denials: Denial[];
}

function denialCondition({ pointer, answer }: Denial): Condition {
  const [fact = '', ...steps] = pointerTokens(pointer);
  const path = steps.length > 0 ? { path: `$.${steps.join('.')}` } : {};
  return { all: [{ fact, ...path, operator: 'equal', value: answer }] };
}

/** Undefined where the forms are not at hand. */
export function answerRules(action: PathAction, { forms }: PathSurroundings): AnswerRules | undefined {
  const form = action.form === undefined ? NO_FORM : forms?.find(({ key }) => key === action.form);
  if (!forms || !form) return undefined;
  const read = readForms(action, form, forms);
  const keys = read.map(({ key }) => key);
  const base = branchRules(action.branches ?? [], keys[0] ?? form.key);
  const denials = denialsOf(form);
  const [template] = branchRules([{ when: { all: [] } }], '').rules;
  const denying = denials.flatMap((denial, index) =>
    template ? [{ ...template, name: `denies ${index}`, conditions: denialCondition(denial) }] : [],
  );
  const ruleSet: RuleSet = { ...base, alsoForms: keys.slice(1), rules: [...base.rules, ...denying] };
  return { ruleSet, forms: read, form, denials };
}
