import type { Json } from '@caseway/form-schemas';
import { Bitset, FactTable, ManyEvaluator, type ManyResult, readFactPath } from '@caseway/rule-sets';
import { countBoth, GrowingBits } from './growing-bits.ts';
import type { FactRow, Facts } from './protocol.ts';
import { RowIndex, textOf, wordsOf } from './row-index.ts';

const FIRST_ROWS = 1024;
/** Bytes of condition bits kept besides those of the last questions. */
const KEEP_BITS = 24 * 1024 * 1024;
/** Selections kept: of so many people who ask in turns. */
const SELECTIONS = 16;
/** Of a value in a dictionary, about. */
const VALUE_BYTES = 80;

/** A word for each of a few different texts. */
class Names {
  readonly list: string[] = [];
  private readonly codes = new Map<string, number>();

  codeOf(name: string): number {
    const known = this.codes.get(name);
    if (known !== undefined) return known;
    this.codes.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

/** Which rows are asked for, masked to what somebody may see. */
export interface Selection {
  sections: readonly string[];
  from: number;
  to: number;
  scopePaths: readonly string[];
  recused: readonly string[];
}

function parse(text: string): Facts {
  const value: unknown = JSON.parse(text);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Facts) : {};
}

/** Past decisions of one kind: their facts column by column, with what is needed to select and to name them. */
export class PastDecisions {
  readonly table = new FactTable();
  readonly evaluator = new ManyEvaluator(this.table, { keep: KEEP_BITS });
  readonly persons = new GrowingBits();
  readonly formVersions = new Map<string, GrowingBits>();
  readonly filled = new Map<string, GrowingBits>();
  /** Names of facts that rows have and this table does not hold. */
  readonly left = new Set<string>();
  private readonly keep: ReadonlySet<string>;
  private readonly subjects = new RowIndex();
  private readonly sections = new Names();
  private readonly scopes = new Names();
  private days = new Int32Array(FIRST_ROWS);
  private sectionOf = new Uint16Array(FIRST_ROWS);
  private scopeOf = new Uint16Array(FIRST_ROWS);
  private decidedAt = new Float64Array(FIRST_ROWS);
  private ids = new Uint32Array(FIRST_ROWS * 4);
  private caseIds = new Uint32Array(FIRST_ROWS * 4);
  private readonly madeUp = new GrowingBits();
  /** Counts the changes, for those who keep what they found. */
  private revision = 0;
  private readonly missing = new Map<string, { revision: number; bits: Bitset }>();
  private readonly selections = new Map<string, { revision: number; bits: Bitset }>();

  constructor(keep: Iterable<string>) {
    this.keep = new Set(keep);
  }

  get bytes(): number {
    const columns = this.table.held.reduce((sum, fact) => {
      const { codes, values } = this.table.column(fact);
      return sum + codes.byteLength + values.length * VALUE_BYTES;
    }, 0);
    const bits = [...this.missing.values()].reduce((sum, { bits: { words } }) => sum + words.byteLength, 0);
    const own = [this.days, this.sectionOf, this.scopeOf, this.decidedAt, this.ids, this.caseIds];
    return columns + bits + this.subjects.bytes + own.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Adds a decision, or puts it in the place of an earlier one of the same subject. An older one changes nothing. */
  add(section: string, row: FactRow): void {
    const known = this.subjects.find(row.subject);
    if (known !== undefined && !this.isNewer(known, row)) return;
    this.revision++;
    const filled: string[] = [];
    const facts = this.factsOf(row, filled);
    let at: number;
    if (known === undefined) {
      at = this.table.append(facts);
      this.subjects.add(row.subject);
      this.reserve(at);
    } else {
      at = known;
      this.table.replace(at, facts);
    }
    this.days[at] = row.day;
    this.sectionOf[at] = this.sections.codeOf(section);
    this.scopeOf[at] = this.scopes.codeOf(row.scopePath);
    this.decidedAt[at] = row.decidedAt;
    this.ids.set(wordsOf(row.id), at * 4);
    this.caseIds.set(wordsOf(row.caseId), at * 4);
    this.madeUp.set(at, row.madeUp);
    // Corrected once, a case stays one that a person decided.
    if (row.person) this.persons.set(at, true);
    if (!this.formVersions.has(row.formVersion)) this.formVersions.set(row.formVersion, new GrowingBits());
    for (const [version, bits] of this.formVersions) bits.set(at, version === row.formVersion);
    for (const fact of filled) if (!this.filled.has(fact)) this.filled.set(fact, new GrowingBits());
    for (const [fact, bits] of this.filled) bits.set(at, filled.includes(fact));
  }

  /** A person corrected the kind of these cases. */
  markPersons(caseIds: readonly string[]): void {
    const wanted = new Set(caseIds);
    this.revision++;
    for (let row = 0; row < this.table.size; row++) if (wanted.has(this.caseOf(row))) this.persons.set(row, true);
  }

  /** The rows that somebody may see, of the period asked for. Kept while the same is asked again and nothing comes. */
  select(selection: Selection): Bitset {
    const key = JSON.stringify(selection);
    const known = this.selections.get(key);
    if (known?.revision === this.revision) return known.bits;
    if (this.selections.size === SELECTIONS) this.selections.clear();
    const bits = this.selected(selection);
    this.selections.set(key, { revision: this.revision, bits });
    return bits;
  }

  private selected({ sections, from, to, scopePaths, recused }: Selection): Bitset {
    const wanted = Uint8Array.from(this.sections.list, (name) => (sections.includes(name) ? 1 : 0));
    const allowed = Uint8Array.from(this.scopes.list, (path) =>
      scopePaths.some((top) => path.startsWith(top)) ? 1 : 0,
    );
    const hidden = new Set(recused);
    // Most rows are told apart by one word of their id.
    const hiddenWords = new Set(recused.map((id) => wordsOf(id)[3]));
    const { size } = this.table;
    const words = new Uint32Array((size + 31) >>> 5);
    const { days, scopeOf, sectionOf, caseIds } = this;
    for (let row = 0; row < size; row++) {
      const day = days[row] as number;
      if (day < from || day > to) continue;
      if (wanted[sectionOf[row] as number] !== 1 || allowed[scopeOf[row] as number] !== 1) continue;
      if (hiddenWords.has(caseIds[row * 4 + 3] as number) && hidden.has(this.caseOf(row))) continue;
      words[row >>> 5] = (words[row >>> 5] as number) | (1 << (row & 31));
    }
    return new Bitset(size, words);
  }

  caseOf(row: number): string {
    return textOf(this.caseIds, row * 4);
  }

  dayOf(row: number): number {
    return this.days[row] ?? 0;
  }

  /** The rows that lack a fact, or what stands at its path. */
  lacking(fact: string, steps: readonly string[]): Bitset {
    const key = JSON.stringify([fact, ...steps]);
    const known = this.missing.get(key);
    if (known?.revision === this.revision) return known.bits;
    const { size } = this.table;
    const { codes, values } = this.table.column(fact);
    const lacks = Uint8Array.from(values, (value: Json | undefined) =>
      readFactPath(value, steps) === undefined ? 1 : 0,
    );
    const words = new Uint32Array((size + 31) >>> 5);
    for (let row = 0; row < size; row++) {
      if (lacks[codes[row] ?? 0] === 1) words[row >>> 5] = (words[row >>> 5] as number) | (1 << (row & 31));
    }
    const bits = new Bitset(size, words);
    this.missing.set(key, { revision: this.revision, bits });
    return bits;
  }

  /** How often each rule matches among the selected rows. */
  hits(result: ManyResult, select: Bitset): { name: string; count: number }[] {
    return result.rules.map(({ name }, at) => ({ name, count: countBoth(result.matches(at).words, select.words) }));
  }

  private factsOf(row: FactRow, filled: string[]): Facts {
    const kept: [string, Json][] = [];
    const given = parse(row.facts);
    for (const [fact, value] of Object.entries(given)) {
      if (this.keep.has(fact)) kept.push([fact, value]);
      else this.left.add(fact);
    }
    for (const [fact, value] of Object.entries(parse(row.fill))) {
      if (!this.keep.has(fact) || Object.hasOwn(given, fact)) continue;
      kept.push([fact, value]);
      filled.push(fact);
    }
    return Object.fromEntries(kept);
  }

  /** A recorded decision goes before one made up; of two recorded ones the later, of two made up the first known. */
  private isNewer(row: number, { id, decidedAt, madeUp }: FactRow): boolean {
    if (this.madeUp.has(row) !== madeUp) return !madeUp;
    if (madeUp) return false;
    const before = this.decidedAt[row] ?? 0;
    return decidedAt > before || (decidedAt === before && id > textOf(this.ids, row * 4));
  }

  private reserve(row: number): void {
    if (row < this.days.length) return;
    const rows = this.days.length * 2;
    const grown = <T extends Int32Array | Uint16Array | Float64Array | Uint32Array>(next: T, now: T): T => {
      next.set(now);
      return next;
    };
    this.days = grown(new Int32Array(rows), this.days);
    this.sectionOf = grown(new Uint16Array(rows), this.sectionOf);
    this.scopeOf = grown(new Uint16Array(rows), this.scopeOf);
    this.decidedAt = grown(new Float64Array(rows), this.decidedAt);
    this.ids = grown(new Uint32Array(rows * 4), this.ids);
    this.caseIds = grown(new Uint32Array(rows * 4), this.caseIds);
  }
}
