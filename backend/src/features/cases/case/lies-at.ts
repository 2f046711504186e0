import { type FormDefinition, keepsOutNamed } from '@caseway/form-schemas';
import type { Outcome } from '@caseway/rule-sets';
import type { Scope } from '../../townships/scopes.service.ts';

interface Matter {
  form: Pick<FormDefinition, 'schema'>;
  /** What routing says of it now; null where nothing is decided yet. */
  routing: Outcome | null;
  township: Pick<Scope, 'scopePath'>;
  place: Pick<Scope, 'scopePath'> | null;
}

/**
 * Where a case lies, and with that who sees it: at the place that it is about, unless its form asks whom it speaks against, or its
 * routing says that it is such a matter whatever form it came in. Whom it speaks against may be of the place, and who works
 * there alone takes no part in it (Regulations on Petition Work, articles 30 ¶3 and 46(5)).
 */
export function liesAt({ form, routing, township, place }: Matter): string {
  const above = keepsOutNamed(form) || routing?.atTownship === true;
  return (place && !above ? place : township).scopePath;
}
