declare module 'logic-solver/minisat_wrapper.js' {
  /** MiniSat compiled to JavaScript: one instance has one heap of 64 MB, whatever it holds. */
  export default class MiniSat {
    /** Variables are whole numbers from 1; a negative number is the negation. False: no longer satisfiable. */
    addClause(terms: readonly number[]): boolean;
    ensureVar(variable: number): void;
    solveAssuming(variable: number): boolean;
    retireVar(variable: number): void;
    /** Emscripten's module. Reads single bytes of the solution, where `getSolution` would copy it whole. */
    readonly _C: { _getSolution(): number; getValue(at: number, type: 'i8'): number };
    /** A log of every clause, kept for debugging. */
    _clauses: unknown[];
  }
}
