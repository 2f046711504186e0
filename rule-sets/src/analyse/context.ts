import type { AnalysisFinding, LeftOut } from './findings.ts';
import type { Prover } from './prover.ts';
import type { Lit } from './sat.ts';
import type { Witness } from './witness.ts';

/** Real cases in which all of these rules match. */
export type Weigh = (rules: readonly string[]) => number;

/** What every check is given, and where it leaves what it finds. */
export interface Context {
  prover: Prover;
  /** Keys of the forms that can be filled in at all. */
  forms: string[];
  /** Rules that no case matches, by their index in deciding order. */
  impossible: Set<number>;
  /** Rules that never decide. */
  idle: Set<number>;
  findings: AnalysisFinding[];
  leftOut: LeftOut[];
  weigh: Weigh | undefined;
}

export function nameOf({ prover }: Context, index: number): string {
  return prover.logic.cases[index]?.rule.name ?? '';
}

export function pointerOf({ prover }: Context, index: number): string {
  return `/rules/${prover.logic.cases[index]?.place ?? 0}`;
}

/** Of several forms those that it concerns; nothing to say where there is only one. */
export function formsIf({ forms, prover }: Context, concerned: string[]): { forms?: string[] } {
  return forms.length + prover.terrain.strangers.length > 1 ? { forms: concerned } : {};
}

/** A witness for something that the solver says exists, and whether it is certain. */
export function shown({ prover }: Context, assumptions: readonly Lit[]): { witness?: Witness; exact: boolean } {
  const witness = prover.example(assumptions);
  return witness ? { witness, exact: true } : { exact: false };
}
