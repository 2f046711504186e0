import { own } from '../json-value.ts';
import { type NormalRule, normaliseRule } from '../reference/normalise.ts';
import type { ConditionNode } from './condition-node.ts';

export interface KnownRule {
  rule: NormalRule;
  root: ConditionNode | undefined;
  /** What it was known by. */
  text: string;
  /** The named conditions that it was read with, as text; undefined: it uses none. */
  named: string | undefined;
}

/** Rules of earlier drafts that are remembered. */
const MOST_RULES = 4096;

/**
 * Rules by what they say: an edited rule set mostly has the rules that it had, be they the same objects or not. A
 * rule object changed in place is another rule.
 */
export class RuleMemory {
  readonly #byText = new Map<string, KnownRule>();
  /** The rule met last at each place: comparing two texts is cheaper than looking one up. */
  readonly #byPlace: KnownRule[] = [];

  /** Throws as normaliseRule does. */
  recall(raw: unknown, index: number, namedText: string): KnownRule {
    // Without a name a rule is called by its place.
    const text = `${own(raw, 'name') ? '' : index}${JSON.stringify(raw) ?? 'null'}`;
    const last = this.#byPlace[index];
    if (last?.text === text && (last.named === undefined || last.named === namedText)) return last;
    // Named conditions are part of what a rule that uses them says.
    const named = text.includes('"condition":') ? namedText : undefined;
    const key = `${text}${named ?? ''}`;
    const known = this.#byText.get(key) ?? learn(raw, index, text, named);
    this.#byText.set(key, known);
    this.#byPlace[index] = known;
    return known;
  }

  get isFull(): boolean {
    return this.#byText.size > MOST_RULES;
  }

  /** Forgets those whose conditions no evaluation since used. */
  trim(since: number): void {
    for (const [key, { root }] of this.#byText) if (!root || root.lastUsed < since) this.#byText.delete(key);
    this.#byPlace.length = 0;
  }
}

/** Reads a copy: nothing of the given object is kept. */
function learn(raw: unknown, index: number, text: string, named: string | undefined): KnownRule {
  const copy: unknown = JSON.parse(JSON.stringify(raw) ?? 'null');
  return { rule: normaliseRule(copy, index), root: undefined, text, named };
}
