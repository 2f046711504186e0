import { Encoding } from './encoding.ts';
import type { Place, Terrain } from './places.ts';
import { RuleLogic } from './rule-logic.ts';
import { type Assumption, type Lit, Sat } from './sat.ts';
import { confirmedCase, readSolution, type Solution, type Witness } from './witness.ts';

/** Time is up, or somebody has called it off. */
export class Stopped extends Error {
  readonly why: 'time' | 'cancelled';

  constructor(why: 'time' | 'cancelled') {
    super(why);
    this.name = 'Stopped';
    this.why = why;
  }
}

/** `no`: no case is like that. `yes`: one is. `perhaps`: none could be made, and none could be ruled out. */
export type Answer = { is: 'no' } | { is: 'yes'; solution: Solution; witness?: Witness } | { is: 'perhaps' };

const ATTEMPTS = 8;
const REMEMBERED = 5000;
/** Of more examples nobody needs the plainest: each costs a question for every place. */
const PLAIN_EXAMPLES = 60;

/** Puts questions about cases to the solver; asks before each whether it may go on. */
export class Prover {
  readonly sat = new Sat();
  readonly encoding: Encoding;
  readonly logic: RuleLogic;
  /** Which rules matched together in some case that was found: answers many questions without asking. */
  readonly seen: boolean[][] = [];
  private readonly mayGoOn: () => void;
  private examples = 0;

  /** `unfinished`: about answers on their way (`Encoding`). */
  constructor(
    readonly terrain: Terrain,
    mayGoOn: () => void,
    { unfinished = false }: { unfinished?: boolean } = {},
  ) {
    this.mayGoOn = mayGoOn;
    this.encoding = new Encoding(this.sat, terrain, unfinished);
    this.logic = new RuleLogic(this.encoding);
  }

  /** Another, about the same, for questions that need much of their own. */
  fresh(): Prover {
    return new Prover(this.terrain, this.mayGoOn);
  }

  /** Places whose values may not all have been thought of: of them, "no case" is not certain. */
  get incomplete(): Place[] {
    return [...this.terrain.places.values()].filter(({ complete }) => !complete);
  }

  /** Every question has an answer: what the solver says needs no trial. */
  get exact(): boolean {
    return this.encoding.unknowns.size === 0 && this.incomplete.length === 0;
  }

  /**
   * Whether there is a case in which all of it holds, in a form at hand; "no" only where there can be none in any other
   * form either. `certain`: "yes" only where one was made and tried. */
  ask(assumptions: readonly Assumption[], { certain = !this.exact }: { certain?: boolean } = {}): Answer {
    const { known } = this.encoding;
    const answer = this.askHere(known === this.sat.TRUE ? assumptions : [...assumptions, known], certain);
    if (answer.is !== 'no' || known === this.sat.TRUE) return answer;
    return this.settle(assumptions, []) ? { is: 'perhaps' } : answer;
  }

  private askHere(assumptions: readonly Assumption[], certain: boolean): Answer {
    const excluded: Assumption[] = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.mayGoOn();
      const solution = this.solve([...assumptions, ...excluded]);
      if (!solution) return attempt === 0 ? { is: 'no' } : { is: 'perhaps' };
      if (!certain) return { is: 'yes', solution };
      const made = confirmedCase(this.encoding, this.logic, solution);
      if (made) return { is: 'yes', solution, witness: made.witness };
      // Another answer to what is not known, or else nothing is to be gained.
      const others = [...solution.unknowns].map(([lit, value]) => (value ? -lit : lit));
      if (others.length === 0) break;
      excluded.push(others);
    }
    return { is: 'perhaps' };
  }

  /**
   * The plainest case in which all of it holds, made and tried: in the rule set's own form where it can be, with nothing
   * given wherever nothing needs to be; of very many any case. Undefined where none could be made.
   */
  example(assumptions: readonly Assumption[]): Witness | undefined {
    if (++this.examples > PLAIN_EXAMPLES) return this.anyExample(assumptions);
    const held: Assumption[] = [...assumptions, this.encoding.known];
    const best = () => this.ask(held, { certain: true });
    const { places, forms } = this.terrain;
    const wishes: Lit[] = [
      ...forms.map(({ form }) => this.encoding.form(form.key)),
      ...[...places.values()].filter(({ key }) => key !== 'form').map(({ key }) => -this.encoding.presence(key)),
    ];
    let granted = this.settle(held, wishes) ?? [];
    for (const [index, wish] of wishes.entries()) {
      // What the last case shows anyway need not be asked for.
      const found = granted[index] ? granted : this.settle([...held, wish], wishes);
      if (!found) continue;
      granted = found;
      held.push(wish);
    }
    const plainest = best();
    if (plainest.is === 'yes') return plainest.witness;
    return this.anyExample(assumptions);
  }

  private anyExample(assumptions: readonly Assumption[]): Witness | undefined {
    const any = this.ask(assumptions, { certain: true });
    return any.is === 'yes' ? any.witness : undefined;
  }

  /** Which of the literals hold in some case in which all assumptions do; undefined where there is none. */
  settle(assumptions: readonly Assumption[], lits: readonly Lit[]): boolean[] | undefined {
    this.mayGoOn();
    return this.sat.solve(assumptions, (value) => {
      if (value(this.encoding.known)) this.remember(this.logic.cases.map(({ matches }) => value(matches)));
      return lits.map(value);
    });
  }

  private solve(assumptions: readonly Assumption[]): Solution | undefined {
    const solution = this.sat.solve(assumptions, (value) => readSolution(this.encoding, this.logic, value));
    if (solution) this.remember(solution.matching);
    return solution;
  }

  private remember(matching: boolean[]): void {
    if (this.seen.length < REMEMBERED) this.seen.push(matching);
  }
}
