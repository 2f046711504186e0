import { bindingValue, type FormData, type Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.ts';
import type { DraftBody, DraftSummary, DraftWhole } from '../../../contract/index.ts';
import { placesOf } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { FILERS } from '../case/case-access.ts';
import { CasesStore } from '../case/cases-store.ts';
import { LARGEST_KIB, NONE } from './draft-limits.ts';
import { type DraftPlace, type DraftRow, RegistrationDraftsStore } from './registration-drafts-store.ts';

/** More than anybody has on their desk at once. */
const MOST = 100;
const TITLE_LENGTH = 200;

/** What is sealed as one. */
interface Content {
  data: FormData;
  beside: Record<string, Json>;
}

/**
 * What somebody has written of a registration and not filed: theirs alone, in the townships where they may register, and sealed.
 */
@Injectable()
export class RegistrationDrafts {
  constructor(
    private readonly store: RegistrationDraftsStore,
    private readonly cases: CasesStore,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
  ) {}

  /** A page of the user's own, the latest first; of one township, by id or key, where it is named. */
  async list(
    township: string | null,
    after: DraftPlace | null,
    limit: number,
  ): Promise<{ items: DraftSummary[]; next: DraftPlace | null }> {
    const of = township === null ? null : (await this.scopes.byKeyOrId(township)).id;
    const rows = await this.store.list({ ...this.sight, township: of }, after, limit);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const items = [];
    for (const row of shown) items.push(this.summary(row, await this.formOf(row)));
    return { items, next: last ? [last.at, last.id] : null };
  }

  /** `already-filed` with the case, where it has become one; `not-found` where there is none of the user's. */
  async byId(id: string): Promise<DraftWhole> {
    await this.requireUnfiled(id);
    const row = await this.store.byId(id, this.sight);
    if (!row) throw new DomainError('not-found', { what: `drafts/${id}` });
    const form = await this.formOf(row);
    const opened: unknown = this.cipher.open(row.content);
    return { ...this.summary(row, form), ...(opened as Content), definition: form.content };
  }

  /**
   * Saves over `revision`, `0` for one that is to be begun; `stale` where another one is kept by now. `forbidden` where the user may
   * not register there, `already-filed` where it has become a case, `too-many-drafts`, `too-large`.
   */
  async save(id: string, body: DraftBody, revision: string): Promise<DraftSummary> {
    const township = await this.scopes.byKeyOrId(body.township);
    this.requireFiler(township);
    await this.requireUnfiled(id);
    const aboutId = body.about ?? null;
    const { userId } = this.transactions.principal;
    if (aboutId !== null && userId !== null && (await this.cases.recusedFrom(userId)).includes(aboutId))
      throw new DomainError('not-found', { what: `cases/${aboutId}` });
    const form = await this.versionOf(body);
    const content = this.cipher.seal({ data: body.data as FormData, beside: (body.beside ?? {}) as Content['beside'] });
    if (content.length > LARGEST_KIB * 1024) throw new DomainError('too-large', { limit: `${LARGEST_KIB} KB` });
    const title = bindingValue(form.content, body.data as FormData, 'title');
    const written = {
      ...{ id, townshipId: township.id, formVersionId: form.versionId, aboutId, content },
      title: this.cipher.seal(typeof title === 'string' && title.trim() ? title.trim().slice(0, TITLE_LENGTH) : null),
    };
    if (revision === NONE && (await this.store.count()) >= MOST)
      throw new DomainError('too-many-drafts', { most: MOST });
    const done = await (revision === NONE ? this.store.insert(written) : this.store.update(written, revision));
    const row = done ? await this.store.byId(id, this.sight) : null;
    if (!row) throw new DomainError('stale');
    return this.summary(row, form);
  }

  /** `stale` where it is not as the user last saw it; one that is not there is gone already. */
  async discard(id: string, revision: string): Promise<void> {
    if (await this.store.remove(id, revision)) return;
    if (await this.store.byId(id, this.sight)) throw new DomainError('stale');
  }

  /**
   * Files a draft once, whenever it is sent again, and ends it in the same transaction: `already-filed` with the case it has become, where
   * the user may see that. It need not be kept here: its id is enough.
   */
  async filing<Row extends { id: string }>(id: string, file: () => Promise<Row>): Promise<Row> {
    if (!(await this.store.claim(id))) await this.requireUnfiled(id);
    const row = await file();
    await this.store.becomes(id, row.id);
    await this.store.remove(id, null);
    return row;
  }

  /** Takes away what nobody has touched for as long as is set; answers how many. */
  async forgetOutdated(): Promise<number> {
    return this.store.forget(this.settings.draftDays);
  }

  private get sight() {
    return { days: this.settings.draftDays, places: placesOf(this.transactions.principal, FILERS) };
  }

  private async requireUnfiled(id: string): Promise<void> {
    const filed = await this.store.filed(id);
    if (filed === false) return;
    const row = filed === null ? null : await this.cases.byId(filed);
    throw new DomainError('already-filed', {}, [], row && { id: row.id, number: row.number });
  }

  private requireFiler({ scopePath }: Scope): void {
    const { places } = this.sight;
    if (!places.some((path) => scopePath.startsWith(path) || path.startsWith(scopePath)))
      throw new DomainError('forbidden');
  }

  private async versionOf({ form: key, version }: DraftBody): Promise<Versioned<'forms'>> {
    const form = (await this.reader.versionsOf([key])).find(({ number }) => number === version);
    if (!form) throw new DomainError('not-found', { what: `forms/${key}/versions/${version}` });
    return form;
  }

  private async formOf({ formVersionId }: DraftRow): Promise<Versioned<'forms'>> {
    return this.reader.version('forms', formVersionId);
  }

  private summary(row: DraftRow, form: Versioned<'forms'>): DraftSummary {
    const title = this.cipher.open(row.title);
    return {
      id: row.id,
      township: row.township,
      form: { key: form.key, version: form.number, title: form.content.title },
      about: row.aboutId,
      title: typeof title === 'string' ? title : null,
      savedAt: row.updatedAt.toISOString(),
      keptUntil: row.keptUntil.toISOString(),
      revision: row.revision,
    };
  }
}
