import type { Locale } from '@caseway/form-schemas';
import { outcomeOnItsWay, stepOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import type { CaseSummary } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { Users } from '../../users/users.service.ts';
import { mayUnmask } from '../case/case-access.ts';
import { groundOf } from '../case/case-ground.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { type TermBook, Terms } from '../case/terms.service.ts';
import { deadlinesOf, missedClocks, nextDeadline } from '../clocks/deadline-views.ts';

const term = ({ key, title }: Pick<Scope, 'key' | 'title'>) => ({ key, title });

/** Every version that reading a case needs: asked for at once. */
const versionsOf = ({ formVersionId, pathVersionId, calendarVersionId, pathState }: CaseRow): string[] => [
  formVersionId,
  pathVersionId,
  calendarVersionId,
  ...pathState.clocks.flatMap(({ calendar }) => calendar ?? []),
];

/** Cases as lists show them. */
@Injectable()
export class CaseSummaries {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly terms: Terms,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  async of(rows: readonly CaseRow[], locale: Locale): Promise<CaseSummary[]> {
    if (rows.length === 0) return [];
    const books = await this.terms.booksOf(rows.map(({ id }) => id));
    const scopes = new Map((await this.scopes.all()).map((scope) => [scope.id, scope]));
    const names = await this.users.namesOf(
      rows.flatMap((row) => [row.handlerId, row.caseLeadId]).filter((id) => id !== null),
    );
    await this.reader.versions(rows.flatMap(versionsOf));
    const views: CaseSummary[] = [];
    for (const row of rows) views.push(await this.summary(row, books(row.id), scopes, names, locale));
    return views;
  }

  private async summary(
    row: CaseRow,
    book: TermBook,
    scopes: ReadonlyMap<string, Scope>,
    names: ReadonlyMap<string, { id: string; displayName: string }>,
    locale: Locale,
  ): Promise<CaseSummary> {
    const form = await this.reader.version('forms', row.formVersionId);
    const path: Versioned<'paths'> = await this.reader.version('paths', row.pathVersionId);
    const township = scopes.get(row.townshipId) ?? (await this.scopes.byId(row.townshipId));
    const ground = groundOf(row, path.content);
    // Who accuses, and where, leads to whom.
    const kept = ground.accuses && !mayUnmask(this.transactions.principal, row, ground);
    const place = row.placeId && !kept ? scopes.get(row.placeId) : undefined;
    const outcome = path.content.outcomes.find(({ key }) => key === row.outcome);
    const deadlines = await deadlinesOf(this.reader, row, this.clock.now(), locale);
    const missed = missedClocks(deadlines);
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      form: { key: form.key, title: form.content.title },
      status: row.status,
      category: book.optional('category', row.category),
      path: { key: path.key, title: path.content.title },
      step: term(stepOf(path.content, row.step)),
      department: book.optional('department', row.department),
      level: book.optional('level', row.level),
      marks: row.marks.map((key) => book.term('marks', key)),
      township: term(township),
      place: place ? term(place) : null,
      petitioner: kept ? null : row.petitionerMasked,
      headcount: row.headcount,
      receivedOn: row.receivedOn,
      createdAt: row.createdAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      handler: row.handlerId ? (names.get(row.handlerId) ?? null) : null,
      caseLead: row.caseLeadId ? (names.get(row.caseLeadId) ?? null) : null,
      outcome: outcome ? { ...term(outcome), effect: outcome.effect } : null,
      outcomeOnItsWay: outcomeOnItsWay(row.pathState),
      reviewed: row.reviewed,
      nextDeadline: nextDeadline(deadlines),
      late: missed.length > 0,
      missed,
      supervised: row.supervised,
    };
  }
}
