import type { RuleSet } from '@caseway/rule-sets';
import type { ConfigKind } from '../../contract/index.ts';
import type { ActiveConfiguration } from './active-configuration.ts';

/** A place in a township's configuration that does not fit the rest. `params` fill the sentence of `code`. */
export interface WholeFinding {
  code: 'no-calendar' | 'many-calendars' | 'no-rule-set' | 'many-rule-sets' | 'missing-form' | 'missing-path';
  kind: ConfigKind;
  key: string;
  params: Record<string, string>;
  /** Every document that it concerns, that of `key` first. */
  places: { kind: ConfigKind; key: string; pointer: string }[];
}

/**
 * Whether versions that are each fine also work together: every form that opens a case is classified and routed by
 * exactly one rule set, and every form and path that is named exists. Pure; an empty answer means they do.
 */
export function checkWhole(configuration: ActiveConfiguration): WholeFinding[] {
  const findings: WholeFinding[] = [];
  const forms = new Set(configuration.forms.map((form) => form.key));
  const paths = new Set(configuration.ofKind('paths').map((path) => path.key));
  const add = (
    code: WholeFinding['code'],
    kind: ConfigKind,
    key: string,
    params: Record<string, string> = {},
    others: WholeFinding['places'] = [],
  ) => findings.push({ code, kind, key, params, places: [{ kind, key, pointer: '' }, ...others] });

  const calendars = configuration.ofKind('calendars');
  if (calendars.length === 0)
    findings.push({ code: 'no-calendar', kind: 'calendars', key: '', params: {}, places: [] });
  const [first, ...rest] = calendars;
  if (first && rest.length > 0) {
    const others = rest.map(({ key }) => ({ kind: 'calendars' as const, key, pointer: '' }));
    add('many-calendars', 'calendars', first.key, { keys: calendars.map(({ key }) => key).join(', ') }, others);
  }

  for (const form of configuration.forms.filter(({ content }) => content.use === 'case')) {
    for (const kind of ['classification', 'routing'] as const) {
      const sets = configuration.ruleSetsFor(kind, form.key);
      if (sets.length === 0) add('no-rule-set', 'forms', form.key, { kind });
      if (sets.length <= 1) continue;
      const others = sets.map(({ key, content }) => ({
        kind: 'rule-sets' as const,
        key,
        pointer: formPointer(content, form.key),
      }));
      add('many-rule-sets', 'forms', form.key, { kind, keys: sets.map(({ key }) => key).join(', ') }, others);
    }
  }
  for (const { key, content } of configuration.ofKind('rule-sets')) {
    for (const form of [content.form, ...(content.alsoForms ?? [])]) {
      if (!forms.has(form)) add('missing-form', 'rule-sets', key, { form });
    }
    for (const event of [...content.rules.map((rule) => rule.event), content.otherwise]) {
      const path = event.params?.path;
      if (path !== undefined && !paths.has(path)) add('missing-path', 'rule-sets', key, { path });
    }
  }
  for (const { key, content } of configuration.ofKind('paths')) {
    for (const action of content.steps.flatMap((step) => step.actions)) {
      if (action.form !== undefined && !forms.has(action.form))
        add('missing-form', 'paths', key, { form: action.form });
    }
  }
  return findings;
}

/** Where a rule set says that it reads a form. */
function formPointer({ form, alsoForms = [] }: RuleSet, key: string): string {
  return form === key ? '/form' : `/alsoForms/${alsoForms.indexOf(key)}`;
}
