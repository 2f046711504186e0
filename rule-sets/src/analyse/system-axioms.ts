import { namesPetitioners } from '@caseway/form-schemas';
import type { Domain } from './domains.ts';
import type { Terrain } from './places.ts';
import type { Lit, Sat } from './sat.ts';
import { BEFORE_DUE, BOUND_FACTS, CLOCK_EVENTS, CLOCK_FACTS } from './system-domains.ts';

/** What the axioms are stated of. */
interface Stated {
  sat: Sat;
  terrain: Terrain;
  domains: ReadonlyMap<string, Domain>;
  /** The case is entered in that form. */
  form: (key: string) => Lit;
  /** Something is given there. */
  presence: (key: string) => Lit;
}

/** What a bound fact is where the form's field holds nothing, or the form has none; undefined: anything. */
const UNBOUND = { headcount: 1, place: null, receivedOn: undefined } as const;

/** The fact is what the bound field holds. */
function demandSame(encoding: Stated, fact: Domain, field: Domain, form: number): void {
  const { sat } = encoding;
  const factAt = new Map(fact.place.cells.map((cell, index) => [cell.id, fact.state[index] ?? sat.FALSE]));
  field.place.cells.forEach((cell, index) => {
    sat.clause(-form, -(field.state[index] ?? sat.FALSE), factAt.get(cell.id) ?? sat.FALSE);
  });
}

/** A form that asks for a review is at round 1 or later; any other is at none, never late, and asks nobody outside. */
function reviewAxioms({ sat, domains }: Stated, review: boolean, form: number): void {
  const round = domains.get('reviewRound');
  if (round) sat.clause(-form, review ? -round.answer('equal', 0) : round.answer('equal', 0));
  if (review) return;
  for (const name of ['reviewLate', 'reviewOutside'] as const) {
    const fact = domains.get(name);
    if (fact) sat.clause(-form, fact.answer('equal', false));
  }
}

/** How the facts of the platform hang together with the form's data and with each other. */
export function systemAxioms(encoding: Stated): void {
  const { sat, terrain, domains } = encoding;
  for (const { form, bound, fields } of terrain.forms) {
    const mine = encoding.form(form.key);
    for (const name of BOUND_FACTS) {
      const fact = domains.get(name);
      if (!fact) continue;
      const key = bound[name];
      const field = key === undefined || !fields.has(key) ? undefined : domains.get(key);
      const other = UNBOUND[name];
      if (field?.place.shape === 'scalar') demandSame(encoding, fact, field, mine);
      if (other === undefined || (key !== undefined && !field)) continue;
      sat.clause(-mine, field ? -field.missing : sat.FALSE, fact.answer('equal', other));
    }
    reviewAxioms(encoding, form.review !== undefined, mine);
    const repeats = domains.get('repeatCount');
    if (repeats) {
      // Known by identity number, or by name and telephone together.
      const given = (key: string | undefined) =>
        key !== undefined && fields.has(key) ? encoding.presence(key) : sat.FALSE;
      const byName = sat.and([given(bound.petitionerName), given(bound.petitionerContact)]);
      if (!namesPetitioners(form)) {
        sat.clause(-mine, given(bound.petitionerId), byName, repeats.answer('equal', 0));
      }
    }
  }
  const event = domains.get('event');
  const clockFacts = CLOCK_FACTS.flatMap((name) => domains.get(name) ?? []);
  for (const fact of clockFacts) {
    // Given all together, and where the event is read, by it.
    for (const other of clockFacts) sat.clause(fact.missing, -other.missing);
    if (event) {
      const calls = event.answer('in', [...CLOCK_EVENTS]);
      sat.clause(-calls, -fact.missing);
      sat.clause(calls, fact.missing);
    }
  }
  const overdue = domains.get('daysOverdue');
  if (event && overdue) sat.clause(-event.answer('equal', BEFORE_DUE), overdue.answer('equal', 0));
}
