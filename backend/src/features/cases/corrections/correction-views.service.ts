import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { CorrectionOut, CorrectionSide } from '../../../contract/index.ts';
import { Users } from '../../users/users.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Terms } from '../case/terms.service.ts';
import { CaseViews } from '../reading/case-views.service.ts';
import type { FieldChange } from './correction-changes.ts';
import type { AskedCorrection, CorrectedCase } from './corrections.service.ts';

const nobodyFound = ({ read }: AskedCorrection, locale: Locale): CorrectionOut['nobodyFound'] =>
  read.registration.nobodyFound.map(({ label, ...found }) => ({ ...found, label: label[locale] }));

const notPetitioner = ({ read: { stranger } }: AskedCorrection, locale: Locale): CorrectionOut['notPetitioner'] =>
  stranger && { ...stranger, label: stranger.label[locale] };

const inWords = (changes: readonly FieldChange[], locale: Locale): CorrectionOut['changes'] =>
  changes.map(({ pointer, label, before, after, sensitive }) => ({
    pointer,
    label: label[locale],
    before: before?.[locale] ?? null,
    after: after?.[locale] ?? null,
    sensitive,
  }));

/** What a correction changes, in words. */
@Injectable()
export class CorrectionViews {
  constructor(
    private readonly views: CaseViews,
    private readonly users: Users,
    private readonly terms: Terms,
  ) {}

  /** What was decided about a case, as far as a correction can change it. */
  async side(row: CaseRow, locale: Locale): Promise<CorrectionSide> {
    const page = await this.views.page(row, locale);
    const { category, path, step, department, jointDepartments, level, marks, sessions, supervised } = page;
    const { handler, caseLead, receivedOn, place, deadlines } = page;
    return {
      ...{ category, path, step, department, jointDepartments, level, marks, sessions, supervised },
      ...{ handler, caseLead, receivedOn, place, deadlines },
      tasks: page.tasks.filter(({ doneAt, cancelledAt }) => doneAt === null && cancelledAt === null),
    };
  }

  refused(asked: AskedCorrection, locale: Locale): CorrectionOut {
    const { before, read } = asked;
    return {
      errors: read.errors,
      changes: inWords(read.changes, locale),
      decided: before.status === 'open',
      startsAnew: false,
      sinceNow: false,
      led: [],
      before: null,
      after: null,
      recused: [],
      recusedDepartments: [],
      nobodyFound: nobodyFound(asked, locale),
      notPetitioner: notPetitioner(asked, locale),
    };
  }

  async difference(
    asked: AskedCorrection,
    before: CorrectionSide,
    { row, recused, led, since }: CorrectedCase,
    locale: Locale,
  ): Promise<CorrectionOut> {
    const names = await this.users.namesOf(recused.people);
    const book = await this.terms.book();
    return {
      errors: [],
      changes: inWords(asked.read.changes, locale),
      decided: row.status === 'open',
      startsAnew: row.pathKey !== asked.before.pathKey,
      sinceNow: since === 'now',
      led: led.map((message) => message[locale]),
      before,
      after: await this.side(row, locale),
      recused: recused.people.flatMap((id) => names.get(id) ?? []),
      recusedDepartments: book.known('department', recused.departments),
      nobodyFound: nobodyFound(asked, locale),
      notPetitioner: notPetitioner(asked, locale),
    };
  }
}
