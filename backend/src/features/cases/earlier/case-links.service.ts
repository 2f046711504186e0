import { fill } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { CaseLinkOut, LinkKind } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Audit } from '../../audit/audit.service.ts';
import { Users } from '../../users/users.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { KnownCases } from '../case/known-cases.service.ts';
import { Present } from '../case/present.ts';
import { WorkedCases } from '../case/worked-cases.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { CaseLinksStore } from './case-links-store.ts';
import { caseReference } from './case-reference.ts';
import { ABOUT_IT, ITSELF, NO_SUCH_CASE } from './earlier-texts.ts';

/** A link that somebody asks for, with the case that it leads to. */
export interface WantedLink {
  other: CaseRow;
  kind: LinkKind;
}

/** Whether one asks to have the other reviewed: that is no repetition, and nobody need say that they belong together. */
const isAbout = (one: Pick<CaseRow, 'id' | 'aboutId'>, other: Pick<CaseRow, 'id' | 'aboutId'>): boolean =>
  one.aboutId === other.id || other.aboutId === one.id;

/** Cases that belong together, as a person said: about the same matter, or merely related. */
@Injectable()
export class CaseLinks {
  constructor(
    private readonly cases: WorkedCases,
    private readonly known: KnownCases,
    private readonly links: CaseLinksStore,
    private readonly timeline: TimelineStore,
    private readonly users: Users,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /**
   * The cases that are to be linked, by id or number; `invalid`, each at its place, where the user sees no such case
   * or may not know its people: who says of two that they are one matter would say whose they are.
   */
  async wanted(links: readonly { case: string; kind: LinkKind }[]): Promise<WantedLink[]> {
    const wanted = new Map<string, WantedLink>();
    for (const [index, link] of links.entries()) {
      const other = await this.known.byIdOrNumber(link.case.trim());
      if (!other) {
        const message = fill(NO_SUCH_CASE[currentLocale()], { case: link.case });
        throw new DomainError('invalid', {}, [{ pointer: `/links/${index}/case`, message }]);
      }
      wanted.set(other.id, { other, kind: link.kind });
    }
    return [...wanted.values()];
  }

  /** Links a case; the history of both says so. */
  async add(row: CaseRow, wanted: readonly WantedLink[], at: Date): Promise<void> {
    const by = this.transactions.principal.userId;
    for (const { other, kind } of wanted) {
      await this.links.put([row.id, other.id], kind, by, at);
      await this.tell(row, other, 'linked', { link: kind }, at);
    }
  }

  async link(id: string, to: { case: string; kind: LinkKind }): Promise<CaseLinkOut[]> {
    const row = await this.cases.locked(id);
    const other = await this.known.byIdOrNumber(to.case.trim());
    const refused = !other ? NO_SUCH_CASE : other.id === row.id ? ITSELF : isAbout(row, other) ? ABOUT_IT : null;
    if (!other || refused) {
      const message = fill((refused ?? NO_SUCH_CASE)[currentLocale()], { case: to.case });
      throw new DomainError('invalid', {}, [{ pointer: '/case', message }]);
    }
    await this.add(row, [{ other, kind: to.kind }], await this.present.now());
    return this.of(row);
  }

  /** Takes a link back: it stays in the history of both. */
  async unlink(id: string, otherId: string): Promise<CaseLinkOut[]> {
    const row = await this.cases.locked(id);
    const other = await this.known.byId(otherId);
    if (!other) throw new DomainError('not-found', { what: `cases/${otherId}` });
    if (!(await this.links.remove([row.id, other.id]))) {
      throw new DomainError('not-found', { what: `cases/${id}/links/${otherId}` });
    }
    await this.tell(row, other, 'unlinked', {}, await this.present.now());
    return this.of(row);
  }

  /** The cases linked with this one that the user may see; none of either whose people they may not know. */
  async of(row: CaseRow): Promise<CaseLinkOut[]> {
    if (!(await this.known.knows(row))) return [];
    const links = await this.links.ofCase(row.id);
    const names = await this.users.namesOf(links.flatMap(({ linkedBy }) => linkedBy ?? []));
    const found: CaseLinkOut[] = [];
    for (const { id, kind, linkedBy, linkedAt } of links) {
      const other = await this.known.byId(id);
      if (!other) continue;
      const by = linkedBy ? (names.get(linkedBy) ?? null) : null;
      found.push({ case: caseReference(other), kind, by, at: linkedAt.toISOString() });
    }
    return found;
  }

  /** On both cases. The other is named by its id: whoever may not see it is not told its number. */
  private async tell(
    row: CaseRow,
    other: CaseRow,
    kind: 'linked' | 'unlinked',
    details: { link?: LinkKind },
    at: Date,
  ): Promise<void> {
    const actorId = this.transactions.principal.userId;
    for (const [one, another] of [
      [row, other],
      [other, row],
    ] as const) {
      const of = { caseId: one.id, scopePath: one.scopePath, actorId, at };
      await this.timeline.add(of, kind, { ...details, otherId: another.id });
    }
    await this.audit.record({
      action: kind === 'linked' ? 'case.link' : 'case.unlink',
      objectType: 'case',
      objectId: row.id,
      scopePath: row.scopePath,
      after: { other: other.id, ...details },
    });
  }
}
