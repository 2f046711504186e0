import { keepsOutNamed, recusedIn } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { CaseData } from '../case/case-data.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasesStore } from '../case/cases-store.ts';

/** Texts are sealed: they are opened one by one, so many at a time. */
const PAGE = 200;

/** Texts of open cases that keep out whom they name. */
@Injectable()
export class NamingTexts {
  constructor(
    private readonly store: CasesStore,
    private readonly data: CaseData,
    private readonly reader: ConfigurationReader,
  ) {}

  /** Visits each case with such texts, near somebody or everywhere. */
  async each(
    near: { id: string; scopePath: string } | null,
    visit: (caseId: string, texts: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const versions = await this.versionsThatName();
    if (versions.length === 0) return;
    let after: string | null = null;
    do {
      const page: CaseRow[] = await this.store.openFiledIn(versions, near, after, PAGE);
      for (const row of page) await visit(row.id, await this.textsOf(row));
      after = page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
    } while (after !== null);
  }

  private async versionsThatName(): Promise<string[]> {
    const found: string[] = [];
    for (const id of await this.store.openFormVersions())
      if (keepsOutNamed((await this.reader.version('forms', id)).content)) found.push(id);
    return found;
  }

  private async textsOf(row: CaseRow): Promise<string[]> {
    const { content } = await this.reader.version('forms', row.formVersionId);
    return recusedIn(content, this.data.clear(row)).named;
  }
}
