import { isNamedIn, LOCALES, type LocalizedText, type Recused } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
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
const UNKNOWN_DEPARTMENT: LocalizedText = {
  'zh-CN': '没有这个部门：请从部门列表中选择。',
  en: 'There is no such department: choose one of the list.',
};

/** Who is meant where data or people say who takes no part in a case. */
@Injectable()
export class Recusals {
  constructor(
    private readonly users: Users,
    private readonly scopes: Scopes,
    private readonly terms: Terms,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Whom data keeps out of a case of this township. A department is that of the township and its villages: who stands
   * above it manages its officials, and must stay able to look into it (Regulations on Petition Work, article 30 ¶2).
   */
  async of({ staff, departments: chosen, named }: Recused, townshipPath: string): Promise<KeptOut> {
    if (staff.length + chosen.length + named.length === 0) return NOBODY;
    const texts = named.filter((text) => text.trim() !== '');
    const isNamed = (names: readonly string[]) => texts.some((text) => names.some((name) => isNamedIn(text, name)));
    const titles = texts.length > 0 ? (await this.terms.book()).list('department') : [];
    const departments = [
      ...chosen,
      ...titles.flatMap(({ key, title }) => (isNamed(LOCALES.map((locale) => title[locale])) ? [key] : [])),
    ];
    // Whoever registers it need not see everybody of the township.
    return this.transactions.seeing(townshipPath, async () => {
      const around = texts.length > 0 ? await this.users.around(townshipPath) : [];
      const people = around.flatMap(({ id, displayName }) => (isNamed(writtenNames(displayName)) ? [id] : []));
      return {
        people: [...new Set([...staff, ...people])],
        departments: [...new Set(departments)],
        members: await this.users.ofDepartments(departments, townshipPath),
      };
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
    return this.of({ staff: [], departments: [key], named: [] }, scopePath);
  }
}

function invalid(pointer: string, text: LocalizedText): DomainError {
  return new DomainError('invalid', {}, [{ pointer, message: text[currentLocale()] }]);
}
