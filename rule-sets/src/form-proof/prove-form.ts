import {
  allProperties,
  escapeToken,
  type FormDefinition,
  type FormSchema,
  type Json,
  resolveRef,
} from '@caseway/form-schemas';
import { Unevaluable } from '../analyse/domains.ts';
import type { Spoken, SpokenOf } from '../analyse/encoding.ts';
import { terrainOf } from '../analyse/places.ts';
import { Prover, Stopped } from '../analyse/prover.ts';
import { type Assumption, type Lit, TooLarge } from '../analyse/sat.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { normaliseRuleSet } from '../reference/normalise.ts';
import {
  FORM_PROOF_CODES,
  type FormProof,
  type FormProofCode,
  type FormProofFinding,
  type FormProofLeftOut,
} from './findings.ts';
import { unfinishedAnswers } from './unfinished-answers.ts';

export interface ProveFormOptions {
  /** A clock in milliseconds; with `deadlineMs` it bounds the time. */
  now?: () => number;
  deadlineMs?: number;
  isCancelled?: () => boolean;
}

const SEVERITY: Record<FormProofCode, FormProofFinding['severity']> = {
  'never-valid': 'error',
  'required-hidden': 'error',
  conflict: 'error',
  'no-answer': 'warning',
  unpickable: 'warning',
  'never-shown': 'warning',
  'never-applies': 'warning',
};

/** No rules: everything that can be asked is about the form. */
const rulesOf = (form: string): RuleSet => ({
  key: 'form-proof',
  title: { 'zh-CN': '', en: '' },
  kind: 'routing',
  form,
  hitPolicy: 'first',
  rules: [],
  otherwise: { type: 'nothing' },
});

/** What is asked about: a form, or a row of one of its lists. */
interface Subject {
  form: FormDefinition;
  /** Where the subject's schema stands in the whole form. */
  at: string;
}

/**
 * Proves what filling in a form can lead to, over everything that can be entered: fields that are never shown, demands
 * that cannot be met because the field is hidden, conditions that contradict each other, choices that nobody can pick and
 * get any further, fields that no answer fits, forms that nobody can complete. By the solver that proves rules; each
 * example was tried with the functions that resolve and judge forms. What it could not prove stands in `leftOut`.
 * Reads no clock: time comes in by `now`. Never throws for what an author wrote.
 */
export function proveForm(form: FormDefinition, options: ProveFormOptions = {}): FormProof {
  const { now = () => 0, deadlineMs = Number.POSITIVE_INFINITY, isCancelled = () => false } = options;
  const mayGoOn = () => {
    if (isCancelled()) throw new Stopped('cancelled');
    if (now() > deadlineMs) throw new Stopped('time');
  };
  const findings: FormProofFinding[] = [];
  const leftOut: FormProofLeftOut[] = [];
  const subjects: Subject[] = [{ form, at: '/schema' }, ...rowsOf(form, leftOut)];
  for (const subject of subjects) {
    try {
      mayGoOn();
      const inquiry = new Inquiry(subject, mayGoOn, leftOut);
      findings.push(...inquiry.findings());
    } catch (error) {
      leftOut.push({ why: reasonOf(error), what: [subject.at] });
      if (error instanceof Stopped) break;
    }
  }
  const rank = ({ code }: FormProofFinding) => FORM_PROOF_CODES.indexOf(code);
  return { findings: findings.toSorted((a, b) => rank(a) - rank(b)), exact: leftOut.length === 0, leftOut };
}

function reasonOf(error: unknown): FormProofLeftOut['why'] {
  if (error instanceof Stopped) return error.why;
  if (error instanceof TooLarge) return 'too-large';
  if (error instanceof Unevaluable) return 'unusable';
  throw error;
}

const MAX_LEVELS = 8;

/** The rows of lists, each a small form of its own: what stands in a row hangs on nothing outside of it. */
function rowsOf(form: FormDefinition, leftOut: FormProofLeftOut[]): Subject[] {
  const root = form.schema;
  const found = new Map<string, Subject>();
  const visit = (given: FormSchema, at: string, level: number): void => {
    if (level > MAX_LEVELS) {
      leftOut.push({ why: 'too-large', what: [at] });
      return;
    }
    const schema = resolveRef(given, root);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const pointer = `${at}/properties/${escapeToken(name)}`;
      const part = resolveRef(property, root);
      const items = part.items && resolveRef(part.items, root);
      if (items && allProperties(items, root).size > 0) {
        const row = `${pointer}/items`;
        if (refersOutside(items)) leftOut.push({ why: 'references', what: [row] });
        else {
          const { $defs } = root;
          const own: FormSchema = { ...items, ...($defs && { $defs }) };
          found.set(row, { form: { ...form, schema: own, ui: { sections: [] } }, at: row });
          visit(items, row, level + 1);
        }
      } else visit(part, pointer, level + 1);
    }
    for (const step of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const [index, part] of (schema[step] ?? []).entries()) visit(part, `${at}/${step}/${index}`, level + 1);
    }
    for (const step of ['then', 'else'] as const) {
      const part = schema[step];
      if (part) visit(part, `${at}/${step}`, level + 1);
    }
  };
  visit(root, '/schema', 0);
  return [...found.values()];
}

/** It refers to what is not among the definitions. */
const refersOutside = (schema: FormSchema): boolean => /"\$ref":"#(?!\/\$defs\/)/.test(JSON.stringify(schema));

/** What is asked about one form. */
class Inquiry {
  /** About answers that can be handed in. */
  private readonly whole: Prover;
  /** About answers on their way. */
  private readonly onTheWay: Prover;
  private readonly spoken: SpokenOf;
  private readonly spokenOnTheWay: SpokenOf;

  constructor(
    private readonly subject: Subject,
    mayGoOn: () => void,
    private readonly leftOut: FormProofLeftOut[],
  ) {
    const ruleSet = rulesOf(subject.form.key);
    const terrain = terrainOf(ruleSet, normaliseRuleSet(ruleSet), [subject.form], [], { whole: true });
    this.whole = new Prover(terrain, mayGoOn);
    this.onTheWay = new Prover(terrain, mayGoOn, { unfinished: true });
    const nothing: SpokenOf = { shown: new Map(), demanded: new Map(), branches: [] };
    this.spoken = this.whole.encoding.spoken.get(subject.form.key) ?? nothing;
    this.spokenOnTheWay = this.onTheWay.encoding.spoken.get(subject.form.key) ?? nothing;
  }

  findings(): FormProofFinding[] {
    const incomplete = this.whole.incomplete
      .filter(({ key }) => this.spoken.shown.has(key))
      .map(({ key }) => this.fieldAt(key));
    // Of these, that something cannot be is not certain.
    if (incomplete.length > 0) {
      this.leftOut.push({ why: 'values', what: incomplete });
      return [];
    }
    if (!this.can([], this.subject.at)) return [this.finding('never-valid', this.subject.at, { fields: [] })];
    const dead = this.deadBranches();
    return [...dead, ...this.fieldFindings(), ...this.conflicts()];
  }

  /** Answers like that can be handed in; `about`: of what it is asked, where that could neither be shown nor ruled out. */
  private can(assumptions: readonly Assumption[], about: string): boolean {
    const { encoding } = this.whole;
    const { is } = this.whole.ask([encoding.form(this.subject.form.key), ...assumptions]);
    if (is === 'perhaps') this.leaveOut('undecided', about);
    return is !== 'no';
  }

  private leaveOut(why: FormProofLeftOut['why'], what: string): void {
    const known = this.leftOut.find((one) => one.why === why);
    if (!known) this.leftOut.push({ why, what: [what] });
    else if (!known.what.includes(what)) known.what.push(what);
  }

  private canOnTheWay(assumptions: readonly Assumption[]): boolean {
    const { encoding } = this.onTheWay;
    return this.onTheWay.settle([encoding.form(this.subject.form.key), ...assumptions], []) !== undefined;
  }

  /** Branches that apply to nothing that can be handed in: nobody gets there, or nobody gets out again. */
  private deadBranches(): FormProofFinding[] {
    const found: FormProofFinding[] = [];
    for (const [index, { pointer, guard }] of this.spoken.branches.entries()) {
      // Inside of one that is told already.
      if (found.some(({ pointer: outer }) => pointer.startsWith(`${outer}/`))) continue;
      const way = this.spokenOnTheWay.branches[index];
      if (!way || this.can([guard], this.absolute(pointer))) continue;
      if (!this.canOnTheWay([way.guard])) {
        found.push(this.finding('never-applies', pointer, { fields: [] }));
        continue;
      }
      const hidden = this.hiddenDemand(way);
      const witness = this.example([way.guard, ...(hidden ? [-this.visible(hidden)] : [])]);
      if (!witness) this.leaveOut('undecided', this.absolute(pointer));
      else if (hidden) {
        found.push(this.finding('required-hidden', pointer, { fields: [this.fieldAt(hidden)], witness }));
      } else {
        const fields = [...way.fields].map((key) => this.fieldAt(key));
        found.push(this.finding('conflict', pointer, { fields, witness }));
      }
    }
    return found;
  }

  /** A field that the branch demands and that is not shown where the branch applies. */
  private hiddenDemand(way: SpokenOf['branches'][number]): string | undefined {
    return [...this.spokenOnTheWay.demanded].find(
      ([key, places]) =>
        places.some(({ pointer }) => pointer.startsWith(`${way.pointer}/`)) &&
        !this.canOnTheWay([way.guard, this.visible(key)]),
    )?.[0];
  }

  private visible(key: string): Lit {
    return this.onTheWay.encoding.visible(this.subject.form.key, key);
  }

  private fieldFindings(): FormProofFinding[] {
    const found: FormProofFinding[] = [];
    const hidden = new Set<string>();
    for (const [key, places] of this.spoken.shown) {
      // Only looked at by a condition: no field of the form.
      if (places.every(({ part }) => part === undefined)) continue;
      const parent = key.slice(0, Math.max(0, key.lastIndexOf('.')));
      if (hidden.has(parent)) {
        hidden.add(key);
        continue;
      }
      const visible = this.whole.encoding.visible(this.subject.form.key, key);
      if (!this.canOnTheWay([this.visible(key)])) {
        hidden.add(key);
        found.push(this.finding('never-shown', this.fieldAt(key), { fields: [this.fieldAt(key)] }));
      } else if (!this.can([visible], this.fieldAt(key))) {
        // Where it is shown nobody gets any further: the branch is told.
        hidden.add(key);
      } else if (!this.can([this.whole.encoding.presence(key)], this.fieldAt(key))) {
        hidden.add(key);
        const witness = this.example([this.visible(key)]);
        if (witness) found.push(this.finding('no-answer', this.fieldAt(key), { fields: [this.fieldAt(key)], witness }));
        else this.leaveOut('undecided', this.fieldAt(key));
      } else found.push(...this.unpickable(key));
    }
    return found;
  }

  /** Choices that are offered, and with which nothing can be handed in. */
  private unpickable(key: string): FormProofFinding[] {
    const place = this.whole.terrain.places.get(key);
    if (!place) return [];
    const operator = place.shape === 'list' ? 'contains' : 'equal';
    const having = (prover: Prover, value: Json): Lit =>
      prover.encoding.domains.get(key)?.answer(operator, value) ?? prover.sat.FALSE;
    return choicesOf(this.spoken.shown.get(key) ?? []).flatMap((value) => {
      if (this.can([having(this.whole, value)], this.fieldAt(key))) return [];
      const witness = this.example([having(this.onTheWay, value)]) ?? this.example([this.visible(key)]);
      if (witness) {
        return [this.finding('unpickable', this.fieldAt(key), { fields: [this.fieldAt(key)], value, witness })];
      }
      this.leaveOut('undecided', this.fieldAt(key));
      return [];
    });
  }

  /** Two branches about the same field, each of which applies to something, and both together to nothing. */
  private conflicts(): FormProofFinding[] {
    const found: FormProofFinding[] = [];
    const alive = this.spoken.branches.flatMap((branch, index) => {
      const way = this.spokenOnTheWay.branches[index];
      return way && this.can([branch.guard], this.absolute(branch.pointer)) ? [{ branch, way }] : [];
    });
    for (const [index, one] of alive.entries()) {
      for (const other of alive.slice(index + 1)) {
        const shared = [...one.branch.fields].filter((key) => other.branch.fields.has(key));
        const both = [one.branch.guard, other.branch.guard];
        if (shared.length === 0 || this.can(both, this.absolute(one.branch.pointer))) continue;
        if (!this.canOnTheWay([one.way.guard, other.way.guard])) continue;
        const witness = this.example([one.way.guard, other.way.guard]);
        const fields = shared.map((key) => this.fieldAt(key));
        if (witness) {
          const { pointer } = one.branch;
          found.push(this.finding('conflict', pointer, { other: other.branch.pointer, fields, witness }));
        } else this.leaveOut('undecided', this.absolute(one.branch.pointer));
      }
    }
    return found;
  }

  private example(assumptions: readonly Assumption[]): Record<string, Json> | undefined {
    return unfinishedAnswers(this.onTheWay, this.subject.form, assumptions);
  }

  /** Where a field is declared. */
  private fieldAt(key: string): string {
    const declared = (this.spoken.shown.get(key) ?? []).find(({ part }) => part !== undefined);
    return declared ? this.absolute(declared.pointer) : this.subject.at;
  }

  private absolute(pointer: string): string {
    return `${this.subject.at}${pointer.slice('/schema'.length)}`;
  }

  private finding(
    code: FormProofCode,
    pointer: string,
    more: Pick<FormProofFinding, 'fields' | 'value' | 'witness' | 'other'>,
  ): FormProofFinding {
    const { other } = more;
    const at = pointer.startsWith(this.subject.at) ? pointer : this.absolute(pointer);
    const within = this.subject.at;
    return {
      code,
      severity: SEVERITY[code],
      pointer: at,
      within,
      ...more,
      ...(other && { other: this.absolute(other) }),
    };
  }
}

/** What is offered; nothing where the answer is fixed, or free. A part without a type or a title only narrows another. */
function choicesOf(places: readonly Spoken[]): Json[] {
  const parts = places.flatMap(({ part }) => (part ? [part] : []));
  const declaring = parts.filter(({ schema }) => schema.type !== undefined || schema['x-title'] !== undefined);
  const offered = (declaring.length > 0 ? declaring : parts).flatMap(({ schema, root }) => {
    const one = schema.type === 'array' ? resolveRef(schema.items ?? {}, root) : schema;
    if (one.const !== undefined) return [];
    if (one.enum) return one.enum;
    if (one.type === 'boolean') return [true, false];
    // Each way to answer is written out.
    const ways = (one.oneOf ?? one.anyOf ?? []).map((way) => resolveRef(way, root).const);
    return ways.every((way) => way !== undefined) ? ways : [];
  });
  return [...new Set(offered)];
}
