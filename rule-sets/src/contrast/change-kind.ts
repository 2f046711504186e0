import type { FormDefinition } from '@caseway/form-schemas';
import type { SystemFact } from '../model/system-facts.ts';

/**
 * On whom it depends that a fact becomes another: `situation`, what the person tells; `office`, how staff and
 * rules see the matter so far; `time`, which only goes on; `fixed`, nobody: never offered as a change.
 */
export type ChangeKind = 'situation' | 'office' | 'time' | 'fixed';

const OF_SYSTEM_FACT: Record<SystemFact, ChangeKind> = {
  form: 'fixed',
  township: 'fixed',
  place: 'fixed',
  receivedAt: 'fixed',
  receivedOn: 'fixed',
  today: 'fixed',
  ageDays: 'time',
  headcount: 'situation',
  repeatCount: 'time',
  reviewRound: 'fixed',
  reviewLate: 'fixed',
  reviewOutside: 'fixed',
  category: 'office',
  path: 'office',
  step: 'office',
  department: 'office',
  level: 'office',
  marks: 'office',
  hasCaseLead: 'office',
  event: 'fixed',
  clock: 'fixed',
  clockLevel: 'fixed',
  daysOverdue: 'time',
};

/** Fields that say where and when: as little to be changed as the system facts that are read from them. */
const FIXED_BINDINGS = ['place', 'receivedOn'] as const;

/** The kind of change of a fact. `form`: the one whose data the facts are. */
export function changeKindOf(fact: string, form: FormDefinition | undefined): ChangeKind {
  if (Object.hasOwn(OF_SYSTEM_FACT, fact)) return OF_SYSTEM_FACT[fact as SystemFact];
  const isFixed = FIXED_BINDINGS.some((name) => form?.bindings?.[name] === `/${fact}`);
  if (isFixed) return 'fixed';
  return form?.ui.sections.some(({ assessment, fields }) => assessment && fields.includes(fact))
    ? 'office'
    : 'situation';
}
