import { isNamedIn, keepsOutNamed, recusedIn } from '@caseway/form-schemas';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { UserRow } from '../../users/user-row.ts';
import { Users } from '../../users/users.service.ts';
import { CaseData } from '../case/case-data.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { NAMED_IN_CASE } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { NOBODY, writtenNames } from '../case/kept-out.ts';
import { CaseAssignments } from './case-assignments.service.ts';

/** Texts are sealed: they are opened one by one, so many at a time. */
const PAGE = 200;

/**
 * Who is added, renamed or moved after a case was filed is looked for in the texts of open cases that keep out whom they
 * name, in the same transaction: before they can look, they are kept out.
 */
@Injectable()
export class LateRecusals implements OnModuleInit {
  constructor(
    private readonly users: Users,
    private readonly store: CasesStore,
    private readonly data: CaseData,
    private readonly reader: ConfigurationReader,
    private readonly assignments: CaseAssignments,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    // As the platform: whoever adds a colleague need not see these cases.
    this.users.onNamed((user) => this.transactions.seeing('/', () => this.lookFor(user)));
  }

  private async lookFor(user: UserRow): Promise<void> {
    const names = writtenNames(user.displayName);
    const versions = await this.versionsThatName();
    if (versions.length === 0) return;
    let after: string | null = null;
    do {
      const page: CaseRow[] = await this.store.openAround(user, versions, after, PAGE);
      for (const row of page) if (await this.names(row, names)) await this.keepOut(row.id, user.id);
      after = page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
    } while (after !== null);
  }

  private async versionsThatName(): Promise<string[]> {
    const found: string[] = [];
    for (const id of await this.store.openFormVersions())
      if (keepsOutNamed((await this.reader.version('forms', id)).content)) found.push(id);
    return found;
  }

  private async names(row: CaseRow, names: readonly string[]): Promise<boolean> {
    const { content } = await this.reader.version('forms', row.formVersionId);
    const { named } = recusedIn(content, this.data.clear(row));
    return named.some((text) => names.some((name) => isNamedIn(text, name)));
  }

  private async keepOut(caseId: string, userId: string): Promise<void> {
    const row = await this.store.byId(caseId, true);
    if (row?.status !== 'open') return;
    await this.assignments.keepOut(row, { ...NOBODY, people: [userId] }, NAMED_IN_CASE[currentLocale()]);
  }
}
