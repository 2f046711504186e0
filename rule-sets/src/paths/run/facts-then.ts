import { type FormData, type FormDefinition, fieldAt, type Json } from '@caseway/form-schemas';
import type { PathAction } from '../../model/handling-path.ts';
import { SYSTEM_FACTS, type SystemFact } from '../../model/system-facts.ts';
import { branchFacts, factsRead } from './action-branches.ts';
import type { FactsThen } from './path-state.ts';

const isSystemFact = (name: string): name is SystemFact => Object.hasOwn(SYSTEM_FACTS, name);

/** Facts of the moment: what they are later says nothing of what they were. */
const ofTheMoment = (name: string): boolean =>
  isSystemFact(name) && (name === 'today' || name === 'ageDays' || 'when' in SYSTEM_FACTS[name]);

/**
 * What an action's branches read when it was done: which of it was registered with the case, and may be corrected, and all else
 * as it was. Undefined where nothing registered was read: then no correction leads it elsewhere.
 */
export function factsThen(
  action: Pick<PathAction, 'branches'>,
  { form, data = {}, facts = {} }: { form?: FormDefinition | undefined; data?: FormData; facts?: Record<string, Json> },
): FactsThen | undefined {
  const all = branchFacts(form, data, facts);
  const registered: string[] = [];
  const known: Record<string, Json> = {};
  for (const name of factsRead(action)) {
    // A field of the form hides a fact of its name, also where it was left blank.
    const isAnswer = form !== undefined && fieldAt(form, `/${name}`) !== undefined;
    const { [name]: value } = all;
    if (!isAnswer && !ofTheMoment(name)) registered.push(name);
    else if (value !== undefined) known[name] = value;
  }
  return registered.length > 0 ? { registered, known } : undefined;
}

/**
 * The same facts with what is now registered. Undefined where what it read is not known any more: it was done before that was
 * kept, with a form or by facts of the moment.
 */
export function factsAsCorrected(
  action: Pick<PathAction, 'branches' | 'form'>,
  then: FactsThen | undefined,
  facts: Record<string, Json>,
): Record<string, Json> | undefined {
  const read = [...factsRead(action)];
  if (!then && (action.form !== undefined || read.some(ofTheMoment))) return undefined;
  const { registered, known } = then ?? { registered: read, known: {} };
  const now = registered.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]] as const]));
  return { ...known, ...Object.fromEntries(now) };
}
