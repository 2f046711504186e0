import { isNamedIn } from '@caseway/form-schemas';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Versions } from '../../configuration/versions.service.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import type { UserRow } from '../../users/user-row.ts';
import { Users } from '../../users/users.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { NAMED_IN_CASE } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { type KeptOut, NOBODY, writtenNames } from '../case/kept-out.ts';
import { Terms } from '../case/terms.service.ts';
import { CaseAssignments } from './case-assignments.service.ts';
import { NamingTexts } from './naming-texts.service.ts';

/**
 * Who is added, renamed or moved after a case was filed, and a department that is named anew, is looked for in the texts of
 * open cases that keep out whom they name, in the same transaction: before they can look, they are kept out.
 */
@Injectable()
export class LateRecusals implements OnModuleInit {
  constructor(
    private readonly users: Users,
    private readonly store: CasesStore,
    private readonly texts: NamingTexts,
    private readonly assignments: CaseAssignments,
    private readonly versions: Versions,
    private readonly terms: Terms,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    // As the platform: whoever adds a colleague, or renames a department, need not see these cases.
    this.users.onNamed((user) => this.transactions.seeing('/', () => this.lookFor(user)));
    this.versions.onPublished((versionId) => this.transactions.seeing('/', () => this.lookForDepartments(versionId)));
  }

  private async lookFor(user: UserRow): Promise<void> {
    const names = writtenNames(user.displayName);
    await this.texts.each(user, async (id, texts) => {
      if (isIn(texts, names)) await this.keepOut(id, () => ({ ...NOBODY, people: [user.id] }));
    });
  }

  private async lookForDepartments(versionId: string): Promise<void> {
    const renamed = await this.terms.departmentsRenamed(versionId);
    if (renamed.length === 0) return;
    await this.users.lock();
    await this.texts.each(null, async (id, texts) => {
      const found = renamed.flatMap(({ key, names }) => (isIn(texts, names) ? [key] : []));
      if (found.length > 0) await this.keepOut(id, (row) => this.departments(found, row));
    });
  }

  private async departments(keys: readonly string[], row: CaseRow): Promise<KeptOut> {
    const { departments: already } = await this.store.keptOut(row.id);
    const departments = keys.filter((key) => !already.includes(key));
    const { scopePath } = await this.scopes.byId(row.townshipId);
    return { ...NOBODY, departments, members: await this.users.ofDepartments(departments, scopePath) };
  }

  private async keepOut(caseId: string, whom: (row: CaseRow) => KeptOut | Promise<KeptOut>): Promise<void> {
    const row = await this.store.byId(caseId, true);
    if (row?.status !== 'open') return;
    await this.assignments.keepOut(row, await whom(row), NAMED_IN_CASE[currentLocale()]);
  }
}

const isIn = (texts: readonly string[], names: readonly string[]): boolean =>
  texts.some((text) => names.some((name) => isNamedIn(text, name)));
