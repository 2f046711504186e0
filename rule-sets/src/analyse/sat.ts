import MiniSat from 'logic-solver/minisat_wrapper.js';

/** A variable (a whole number from 1), or its negation (the same number below zero). */
export type Lit = number;

/** What a question takes for granted: a literal, or one of several. */
export type Assumption = Lit | readonly Lit[];

/** Reads a literal in the solution that was just found. */
export type Read = (lit: Lit) => boolean;

/** More variables would not fit the solver's heap of 64 MB, which it can only leave by aborting. */
const MAX_VARIABLES = 400_000;
const MAX_CLAUSES = 2_000_000;

/** Raised where a problem is too large to be put to the solver. */
export class TooLarge extends Error {
  constructor() {
    super('the problem is too large for the solver');
    this.name = 'TooLarge';
  }
}

/**
 * Clauses and a solver for them. Formulas become variables that are equivalent to them, each formula once. It never
 * forgets a clause; what holds only for one question is an assumption of `solve`.
 */
export class Sat {
  readonly TRUE: Lit = 1;
  readonly FALSE: Lit = -1;
  /** Questions put to the solver so far. */
  solved = 0;
  private readonly mini = new MiniSat();
  private readonly formulas = new Map<string, Lit>();
  private variables = 1;
  private clauses = 0;
  private contradictory = false;

  constructor() {
    this.clause(this.TRUE);
  }

  newVar(): Lit {
    if (this.variables >= MAX_VARIABLES) throw new TooLarge();
    this.variables++;
    return this.variables;
  }

  /** Demands that one of the literals holds. */
  clause(...lits: Lit[]): void {
    if (++this.clauses > MAX_CLAUSES) throw new TooLarge();
    if (!this.mini.addClause(lits)) this.contradictory = true;
  }

  and(lits: readonly Lit[]): Lit {
    const parts = new Set<Lit>();
    for (const lit of lits) {
      if (lit === this.TRUE) continue;
      if (lit === this.FALSE || parts.has(-lit)) return this.FALSE;
      parts.add(lit);
    }
    const [first] = parts;
    if (first === undefined) return this.TRUE;
    if (parts.size === 1) return first;
    const sorted = [...parts].sort((a, b) => a - b);
    const key = sorted.join();
    const known = this.formulas.get(key);
    if (known !== undefined) return known;
    const all = this.newVar();
    for (const lit of sorted) this.clause(-all, lit);
    this.clause(all, ...sorted.map((lit) => -lit));
    this.formulas.set(key, all);
    return all;
  }

  or(lits: readonly Lit[]): Lit {
    return -this.and(lits.map((lit) => -lit));
  }

  equal(a: Lit, b: Lit): Lit {
    return this.or([this.and([a, b]), this.and([-a, -b])]);
  }

  /** Demands exactly one; pairwise for few, along a ladder for many. */
  exactlyOne(lits: readonly Lit[]): void {
    this.clause(...lits);
    if (lits.length <= 6) {
      lits.forEach((a, index) => {
        for (const b of lits.slice(index + 1)) this.clause(-a, -b);
      });
      return;
    }
    let before = lits[0] ?? this.FALSE;
    for (const lit of lits.slice(1)) {
      this.clause(-before, -lit);
      const upToHere = this.newVar();
      this.clause(-before, upToHere);
      this.clause(-lit, upToHere);
      before = upToHere;
    }
  }

  /** Literals for "at least k of them hold", k from 1 to `most`. */
  counts(lits: readonly Lit[], most: number): Lit[] {
    let atLeast: Lit[] = [];
    for (const lit of lits) {
      const next: Lit[] = [];
      for (let k = 0; k < Math.min(most, atLeast.length + 1); k++) {
        const withIt = this.and([lit, k === 0 ? this.TRUE : (atLeast[k - 1] ?? this.FALSE)]);
        next.push(this.or([atLeast[k] ?? this.FALSE, withIt]));
      }
      atLeast = next;
    }
    return Array.from({ length: most }, (_, k) => atLeast[k] ?? this.FALSE);
  }

  /** What `read` makes of a solution in which all assumptions hold; undefined where there is none. */
  solve<T>(assumptions: readonly Assumption[], read: (value: Read) => T): T | undefined {
    this.solved++;
    if (this.contradictory) return undefined;
    const question = this.newVar();
    for (const part of assumptions) this.clause(-question, ...(typeof part === 'number' ? [part] : part));
    if (this.contradictory) return undefined;
    this.mini.ensureVar(this.variables);
    const found = this.mini.solveAssuming(question);
    if (!found) {
      this.mini.retireVar(question);
      return undefined;
    }
    const { _C: native } = this.mini;
    const at = native._getSolution();
    const answer = read((lit) => (native.getValue(at + Math.abs(lit) - 1, 'i8') === 0) === lit > 0);
    this.mini.retireVar(question);
    return answer;
  }
}
