import { isNamedIn, type keepingOut, type LocalizedText, type Recused, unnamedIn } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { RecusalAnswer } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { UUID } from '../../../http/params.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { Users } from '../../users/users.service.ts';
import { type KeptOut, NOBODY, writtenNames } from '../case/kept-out.ts';
import { Terms } from '../case/terms.service.ts';

const ONE_OF_BOTH: LocalizedText = {
  'zh-CN': '请选择由谁回避：一个人，或者一个部门。',
  en: 'Say who is kept out: one person, or one department.',
};
export const UNKNOWN_STAFF: LocalizedText = {
  'zh-CN': '没有这位工作人员：请从名单中重新选择。',
  en: 'Nobody of the staff is meant by this: choose again from the list.',
};
const UNKNOWN_DEPARTMENT: LocalizedText = {
  'zh-CN': '没有这个部门：请从部门列表中选择。',
  en: 'There is no such department: choose one of the list.',
};

/** A text with words that name nobody known. */
export interface Unnamed {
  text: string;
  words: string[];
  /** None of it is known. */
  whole: boolean;
}

/** Whom data keeps out, and which words of its texts name nobody. */
export interface FoundIn {
  kept: KeptOut;
  /** Ids of people whom a text names. */
  named: string[];
  unnamed: Unnamed[];
}

/** Names by which somebody or something is known whom the field at a place of the data keeps out. */
export interface Known {
  pointer: string;
  names: readonly string[];
}

type Keeping = ReturnType<typeof keepingOut>[number];

/** Who is meant where data or people say who takes no part in a case. */
@Injectable()
export class Recusals {
  constructor(
    private readonly users: Users,
    private readonly scopes: Scopes,
    private readonly terms: Terms,
    private readonly transactions: Transactions,
  ) {}

  /** Until the transaction ends nobody else comes to be called so, or to belong there; before the case is locked. */
  async hold(): Promise<void> {
    await this.users.hold();
  }

  /**
   * Whom data keeps out of a case of this township, nobody joining meanwhile: who is added in that very moment waits, and then
   * finds the case (`LateRecusals`). A department is that of the township and its villages: who stands
   * above it manages its officials, and must stay able to look into it (Regulations on Petition Work, article 30 ¶2).
   */
  async of({ staff, departments: chosen, named }: Recused, townshipPath: string): Promise<FoundIn> {
    if (staff.length + chosen.length + named.length === 0) return { kept: NOBODY, named: [], unnamed: [] };
    await this.hold();
    const texts = named.filter((text) => text.trim() !== '');
    const found: string[] = [];
    const isNamed = (names: readonly string[]) => {
      const here = names.filter((name) => texts.some((text) => isNamedIn(text, name)));
      found.push(...here);
      return here.length > 0;
    };
    const known = texts.length > 0 ? await this.terms.departmentNames() : [];
    const departments = [...chosen, ...known.flatMap(({ key, names }) => (isNamed(names) ? [key] : []))];
    // Whoever registers it need not see everybody of the township.
    return this.transactions.seeing(townshipPath, async () => {
      const around = texts.length > 0 ? await this.users.around(townshipPath) : [];
      const people = around.flatMap(({ id, displayName }) => (isNamed(writtenNames(displayName)) ? [id] : []));
      const kept = {
        people: [...new Set([...staff, ...people])],
        departments: [...new Set(departments)],
        members: await this.users.ofDepartments(departments, townshipPath),
      };
      const unnamed = texts.map((text) => ({
        text,
        words: unnamedIn(text, found),
        whole: !found.some((name) => isNamedIn(text, name)),
      }));
      return { kept, named: people, unnamed: unnamed.filter(({ words }) => words.length > 0) };
    });
  }

  /** Those of these ids that are somebody's; what is no id is nobody's. */
  async known(ids: readonly string[]): Promise<Set<string>> {
    return new Set((await this.users.namesOf(ids.filter((id) => UUID.test(id)))).keys());
  }

  /** Whom a person keeps out: exactly one of both. `invalid` where it is neither, or there is no such department. */
  async byHand({ userId, department }: { userId?: string; department?: string }, townshipId: string): Promise<KeptOut> {
    if ((userId === undefined) === (department === undefined)) throw invalid('', ONE_OF_BOTH);
    if (userId !== undefined) return { ...NOBODY, people: [(await this.users.byId(userId)).id] };
    const key = department ?? '';
    const known = (await this.terms.book()).list('department');
    if (!known.some((term) => term.key === key)) throw invalid('/department', UNKNOWN_DEPARTMENT);
    const { scopePath } = await this.scopes.byId(townshipId);
    return (await this.of({ staff: [], departments: [key], named: [] }, scopePath)).kept;
  }

  /** Whom whoever registers a matter of this township chose; `invalid` where one is neither or unknown. */
  async chosen(list: NonNullable<RecusalAnswer['keepOut']>, townshipPath: string): Promise<KeptOut> {
    if (list.length === 0) return NOBODY;
    const [staff, departments]: [string[], string[]] = [[], []];
    const known = await this.transactions.seeing(townshipPath, () =>
      this.known(list.flatMap(({ userId }) => userId ?? [])),
    );
    const book = await this.terms.book();
    for (const [at, { userId, department }] of list.entries()) {
      if ((userId === undefined) === (department === undefined)) throw invalid(`/keepOut/${at}`, ONE_OF_BOTH);
      if (userId !== undefined && !known.has(userId)) throw invalid(`/keepOut/${at}/userId`, UNKNOWN_STAFF);
      if (department !== undefined && !book.list('department').some(({ key }) => key === department))
        throw invalid(`/keepOut/${at}/department`, UNKNOWN_DEPARTMENT);
      if (userId !== undefined) staff.push(userId);
      if (department !== undefined) departments.push(department);
    }
    return (await this.of({ staff, departments, named: [] }, townshipPath)).kept;
  }

  /**
   * By which names it is known, in a text, whom each field of data keeps out: of chosen people and departments all of theirs, of a
   * text those that stand in it.
   */
  async namesIn(keeping: readonly Keeping[], { people }: KeptOut, townshipPath: string): Promise<Known[]> {
    if (keeping.length === 0) return [];
    const departments = new Map((await this.terms.departmentNames()).map(({ key, names }) => [key, names]));
    const staff = await this.transactions.seeing(townshipPath, () => this.users.namesOf(people));
    const written = new Map([...staff].map(([id, { displayName }]) => [id, writtenNames(displayName)]));
    const all = [...departments.values(), ...written.values()].flat();
    return keeping.map(({ who, value, pointer }) => {
      if (who === 'named') return { pointer, names: all.filter((name) => isNamedIn(value, name)) };
      return { pointer, names: (who === 'staff' ? written : departments).get(value) ?? [] };
    });
  }

  /** Whom a text or choice keeps out, by name: for who registers it. */
  async inWords({ people, departments }: KeptOut, townshipPath: string) {
    const names = await this.transactions.seeing(townshipPath, () => this.users.namesOf(people));
    return {
      people: people.flatMap((id) => names.get(id) ?? []),
      departments: (await this.terms.book()).known('department', departments),
    };
  }
}

function invalid(pointer: string, text: LocalizedText): DomainError {
  return new DomainError('invalid', {}, [{ pointer, message: text[currentLocale()] }]);
}
