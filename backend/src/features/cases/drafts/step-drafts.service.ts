import type { FormData, Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.ts';
import type { SavedDraft, StepDraftBody, StepDraftOut } from '../../../contract/index.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { LARGEST_KIB, NONE } from './draft-limits.ts';
import { type StepDraftPlace, type StepDraftRow, StepDraftsStore } from './step-drafts-store.ts';

/** More actions than a path offers on its steps. */
const MOST_PER_CASE = 100;

interface Content {
  data: FormData;
  beside: Record<string, Json>;
  version: number | null;
  definition: Record<string, Json> | null;
}

const savedAs = ({ updatedAt, keptUntil, revision }: StepDraftRow): SavedDraft => ({
  savedAt: updatedAt.toISOString(),
  keptUntil: keptUntil.toISOString(),
  revision,
});

/** What somebody has written with an action of a case and not done: theirs alone, for as long as they see the case; sealed. */
@Injectable()
export class StepDrafts {
  constructor(
    private readonly store: StepDraftsStore,
    private readonly cases: CaseLookup,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
  ) {}

  /** `not-found` where there is no such case for the user, or nothing of theirs is kept. */
  async read(place: StepDraftPlace): Promise<StepDraftOut> {
    await this.cases.byId(place.caseId);
    const row = await this.store.read(place, this.settings.draftDays);
    if (!row) throw new DomainError('not-found', { what: `cases/${place.caseId}/actions/${place.action}/draft` });
    const opened: unknown = this.cipher.open(row.content);
    return { ...savedAs(row), ...(opened as Content) };
  }

  /** Saves over `revision`, `0` for one that is to be begun; `stale` where another one is kept by now, `too-large`. */
  async save(place: StepDraftPlace, body: StepDraftBody, revision: string): Promise<SavedDraft> {
    await this.cases.byId(place.caseId);
    if (place.action.length > 100)
      throw new DomainError('not-found', { what: `actions/${place.action.slice(0, 100)}` });
    const sealed: Content = {
      data: body.data as FormData,
      beside: (body.beside ?? {}) as Content['beside'],
      version: body.version ?? null,
      definition: (body.definition ?? null) as Content['definition'],
    };
    const content = this.cipher.seal({ ...sealed });
    if (content.length > LARGEST_KIB * 1024) throw new DomainError('too-large', { limit: `${LARGEST_KIB} KB` });
    if (revision === NONE && (await this.store.countOf(place.caseId)) >= MOST_PER_CASE)
      throw new DomainError('too-many-drafts', { most: MOST_PER_CASE });
    const done = await (revision === NONE
      ? this.store.insert(place, content)
      : this.store.update(place, content, revision));
    const row = done ? await this.store.read(place, this.settings.draftDays) : null;
    if (!row) throw new DomainError('stale');
    return savedAs(row);
  }

  /** `stale` where it is not as the user last saw it; one that is not there is gone already. */
  async discard(place: StepDraftPlace, revision: string): Promise<void> {
    await this.cases.byId(place.caseId);
    if (await this.store.remove(place, revision)) return;
    if (await this.store.read(place, this.settings.draftDays)) throw new DomainError('stale');
  }

  /** The action was done: what was written for it has had its time. */
  async done(place: StepDraftPlace): Promise<void> {
    await this.store.remove(place, null);
  }

  /** Takes away what nobody has touched for as long as is set. */
  async forgetOutdated(): Promise<void> {
    await this.store.forget(this.settings.draftDays);
  }
}
