const MAX_DEPTH = 40;

export interface NamedFact {
  fact: string;
  /** Null: the whole fact. */
  path: string | null;
}

/**
 * The facts that rules name, in conditions and in what is compared with. Takes anything: a draft may be half written. Only own
 * properties are looked at, to a depth that no rule needs.
 */
export function factsNamed(ruleSet: unknown): NamedFact[] {
  const found = new Map<string, NamedFact>();
  const visit = (part: unknown, depth: number): void => {
    if (part === null || typeof part !== 'object' || depth > MAX_DEPTH) return;
    if (Array.isArray(part)) {
      for (const item of part) visit(item, depth + 1);
      return;
    }
    const own = Object.fromEntries(Object.entries(part));
    if (Object.hasOwn(own, 'fact') && typeof own.fact === 'string' && own.fact !== '') {
      const path = typeof own.path === 'string' && own.path !== '' && own.path !== '$' ? own.path : null;
      found.set(JSON.stringify([own.fact, path]), { fact: own.fact, path });
    }
    for (const value of Object.values(own)) visit(value, depth + 1);
  };
  const { rules, conditions } = (ruleSet ?? {}) as { rules?: unknown; conditions?: unknown };
  for (const rule of Array.isArray(rules) ? rules : []) {
    visit((rule as { conditions?: unknown } | null)?.conditions, 0);
  }
  visit(conditions, 0);
  return [...found.values()];
}
