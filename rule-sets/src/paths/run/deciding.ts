import type { FormData, FormDefinition, Json } from '@caseway/form-schemas';
import type { ActionBranch, HandlingPath, PathAction } from '../../model/handling-path.ts';
import { branchFacts, factsRead, holdingBranch } from './action-branches.ts';
import { outcomeOf } from './what-stands.ts';

/**
 * Which ways of an action decide the matter, and what of the case tells them apart: all that a page needs to follow the answers
 * while somebody fills in its form. Plain JSON.
 */
export interface Deciding {
  /** The action's own way does. */
  decides: boolean;
  branches: (Pick<ActionBranch, 'when'> & { decides: boolean })[];
  /** Of the case, what the branches read. */
  facts: Record<string, Json>;
}

/** What the petitioner gives up, and what takes a decision back, decides nothing. */
function isDecision(path: HandlingPath, outcome: string | null | undefined): boolean {
  const effect = outcomeOf(path, outcome)?.effect;
  return effect !== undefined && effect !== 'withdrawn';
}

/** `facts`: of the case, its open data and system facts. */
export function decidingOf(path: HandlingPath, action: PathAction, facts: Record<string, Json>): Deciding {
  const { outcome: own, branches = [] } = action;
  const read = factsRead(action);
  return {
    decides: isDecision(path, own),
    branches: branches.map(({ when, refuse, outcome = own }) => ({
      when,
      // What is refused decides nothing.
      decides: refuse === undefined && isDecision(path, outcome),
    })),
    facts: Object.fromEntries(Object.entries(facts).filter(([name]) => read.has(name))),
  };
}

/** Whether the way to which these answers lead decides the matter. `data`: what the form keeps of them. */
export function decidesWith(
  { decides, branches, facts }: Deciding,
  form: FormDefinition | undefined,
  data: FormData,
): boolean {
  const held = holdingBranch({ branches }, branchFacts(form, data, facts));
  return branches[held]?.decides ?? decides;
}

/** Whether some way of it may. */
export const mayDecide = ({ decides, branches }: Deciding): boolean =>
  decides || branches.some((branch) => branch.decides);
