import type { RuleSet } from '@caseway/rule-sets';
import type { ConfigKind } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { configurationTag } from './configuration-tag.ts';
import { type AnyVersioned, isKind, type Versioned } from './versioned.ts';

/** Whether a rule set decides cases of a form. */
export function readsForm(ruleSet: RuleSet, formKey: string): boolean {
  return ruleSet.form === formKey || (ruleSet.alsoForms ?? []).includes(formKey);
}

/** The versions in force together in one township. Lookups throw `not-configured` naming what is missing. */
export class ActiveConfiguration {
  constructor(readonly items: readonly AnyVersioned[]) {}

  ofKind<Kind extends ConfigKind>(kind: Kind): Versioned<Kind>[] {
    return this.items.filter((item) => isKind(item, kind)) as Versioned<Kind>[];
  }

  /** The name by which programs say what they know to be in force. */
  get tag(): string {
    return configurationTag(this.items);
  }

  get forms(): Versioned<'forms'>[] {
    return this.ofKind('forms');
  }

  get paths(): Versioned<'paths'>[] {
    return this.ofKind('paths');
  }

  form(key: string): Versioned<'forms'> {
    return found(
      this.forms.find((form) => form.key === key),
      `forms/${key}`,
    );
  }

  path(key: string): Versioned<'paths'> {
    return found(
      this.ofKind('paths').find((path) => path.key === key),
      `paths/${key}`,
    );
  }

  get calendar(): Versioned<'calendars'> {
    return found(this.ofKind('calendars')[0], 'calendars');
  }

  classificationFor(formKey: string): Versioned<'rule-sets'> {
    return found(this.ruleSetsFor('classification', formKey)[0], `rule-sets/classification (${formKey})`);
  }

  routingFor(formKey: string): Versioned<'rule-sets'> {
    return found(this.ruleSetsFor('routing', formKey)[0], `rule-sets/routing (${formKey})`);
  }

  escalationsFor(formKey: string): Versioned<'rule-sets'>[] {
    return this.ruleSetsFor('escalation', formKey);
  }

  ruleSetsFor(kind: RuleSet['kind'], formKey: string): Versioned<'rule-sets'>[] {
    return this.ofKind('rule-sets').filter(({ content }) => content.kind === kind && readsForm(content, formKey));
  }
}

function found<T>(item: T | undefined, missing: string): T {
  if (!item) throw new DomainError('not-configured', { missing });
  return item;
}
