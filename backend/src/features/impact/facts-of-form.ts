import type { FormDefinition } from '@caseway/form-schemas';
import { type FactInfo, factCatalogue } from '@caseway/rule-sets';

const known = new WeakMap<FormDefinition, readonly FactInfo[]>();

/** The facts that a form gives, system facts among them; worked out once a form, which is published and never changes. */
export function factsOfForm(form: FormDefinition): readonly FactInfo[] {
  const before = known.get(form);
  if (before) return before;
  const facts = factCatalogue([form]);
  known.set(form, facts);
  return facts;
}
