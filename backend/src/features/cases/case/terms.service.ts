import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Term, TermsOut } from '../../../contract/index.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Documents } from '../../configuration/documents.service.ts';
import { type AnyVersioned, isKind } from '../../configuration/versioned.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import { Users } from '../../users/users.service.ts';

/** The words of the configuration for the keys that cases carry: of what comes first, then of what stands behind it. */
export class TermBook {
  private readonly words = new Map<string, Map<string, LocalizedText>>();

  constructor(
    private readonly items: readonly AnyVersioned[],
    private readonly behind?: TermBook,
  ) {
    for (const item of items) {
      if (!isKind(item, 'rule-sets')) continue;
      for (const [param, vocabulary] of Object.entries(item.content.outcomes ?? {})) {
        const values = this.words.get(param) ?? new Map<string, LocalizedText>();
        for (const { key, title } of vocabulary?.values ?? []) if (!values.has(key)) values.set(key, title);
        this.words.set(param, values);
      }
    }
  }

  /** A key with its label; a key that nothing names any more labels itself. */
  term(param: string, key: string): Term {
    const title = this.words.get(param)?.get(key);
    return title ? { key, title } : (this.behind?.term(param, key) ?? { key, title: { 'zh-CN': key, en: key } });
  }

  optional(param: string, key: string | null): Term | null {
    return key === null ? null : this.term(param, key);
  }

  /** Of these keys those that have a word, each with its label. */
  known(param: string, keys: readonly string[]): Term[] {
    const has = (book: TermBook | undefined, key: string): boolean =>
      book !== undefined && (book.words.get(param)?.has(key) === true || has(book.behind, key));
    return keys.filter((key) => has(this, key)).map((key) => this.term(param, key));
  }

  list(param: string): Term[] {
    return [...(this.words.get(param) ?? [])].map(([key, title]) => ({ key, title }));
  }

  /** Outcomes of every path; one key that several paths have is told once. */
  private outcomes(): Term[] {
    const titles = new Map<string, Term>();
    for (const item of this.items) {
      if (!isKind(item, 'paths')) continue;
      for (const { key, title } of item.content.outcomes) if (!titles.has(key)) titles.set(key, { key, title });
    }
    return [...titles.values()];
  }

  get all(): TermsOut {
    const titled = (kind: 'forms' | 'paths') => {
      const titles = new Map<string, Term>();
      for (const item of this.items) {
        const isOf = kind === 'forms' ? isKind(item, 'forms') && item.content.use === 'case' : isKind(item, 'paths');
        if (isOf && !titles.has(item.key)) titles.set(item.key, { key: item.key, title: item.content.title });
      }
      return [...titles.values()];
    };
    return {
      forms: titled('forms'),
      categories: this.list('category'),
      paths: titled('paths'),
      departments: this.list('department'),
      levels: this.list('level'),
      marks: this.list('marks'),
      sessions: this.list('sessions'),
      outcomes: this.outcomes(),
    };
  }
}

const GIVING = ['classification', 'routing', 'escalation'];

/** A kind of demand is named by the rules that gave it, not by those that only read it. */
const givesFirst = (item: AnyVersioned): number => (isKind(item, 'rule-sets') ? GIVING.indexOf(item.content.kind) : -1);

@Injectable()
export class Terms implements OnModuleInit {
  constructor(
    private readonly documents: Documents,
    private readonly reader: ConfigurationReader,
    private readonly decisions: Decisions,
    private readonly users: Users,
  ) {}

  /** People belong to the departments that the rules name: one list, kept in one place. */
  onModuleInit(): void {
    this.users.departmentsFrom(async () => (await this.book()).list('department').map(({ key }) => key));
  }

  /** The words as of now: of what is in force somewhere; of what is published and in force nowhere only what else has no word. */
  async book(): Promise<TermBook> {
    const inForce = (await this.reader.inForceAnywhere()).flatMap(({ items }) => items);
    return new TermBook([...inForce, ...(await this.documents.latest()).items]);
  }

  /** What the departments of today are called, and were before they were renamed. */
  async departmentNames(): Promise<{ key: string; names: string[] }[]> {
    const ever = await this.reader.namesEver('department');
    return (await this.book()).list('department').map(({ key, title }) => ({
      key,
      names: [...new Set([...Object.values(title), ...(ever.get(key) ?? [])])],
    }));
  }

  /** Departments with the names that a version is the first to give them. */
  async departmentsRenamed(versionId: string): Promise<{ key: string; names: string[] }[]> {
    const version = (await this.reader.versions([versionId])).get(versionId);
    if (!version || !isKind(version, 'rule-sets')) return [];
    const before = await this.reader.namesEver('department', versionId);
    return (version.content.outcomes?.department?.values ?? []).flatMap(({ key, title }) => {
      const names = Object.values(title).filter((name) => !before.get(key)?.includes(name));
      return names.length > 0 ? [{ key, names }] : [];
    });
  }

  /**
   * The words of each of these cases: those of the versions that decided it, the latest decision first, whatever was
   * published since; the words as of now for what no decision of it names.
   */
  async booksOf(caseIds: readonly string[]): Promise<(caseId: string) => TermBook> {
    const now = await this.book();
    const decided = await this.decisions.versionsBehind(caseIds);
    const versions = await this.reader.versions([...new Set([...decided.values()].flat())]);
    const books = new Map<string, TermBook>();
    for (const [caseId, ids] of decided) {
      const of = ids.flatMap((id) => versions.get(id) ?? []);
      books.set(
        caseId,
        new TermBook(
          of.toSorted((a, b) => givesFirst(a) - givesFirst(b)),
          now,
        ),
      );
    }
    return (caseId) => books.get(caseId) ?? now;
  }

  /** The words of versions that are about to decide. */
  async bookOf(versions: readonly AnyVersioned[]): Promise<TermBook> {
    return new TermBook(versions, await this.book());
  }
}
