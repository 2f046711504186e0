import { jsonText, type Locale, maskText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { DecisionView, EarlierOut, FiledCase, PreviewOut } from '../../../contract/index.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { DecisionViews } from '../../decisions/decision-views.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Present } from '../case/present.ts';
import { Terms } from '../case/terms.service.ts';
import { deadlinesOf, deadlineViews } from '../clocks/deadline-views.ts';
import { Recusals } from '../handling/recusals.service.ts';
import type { Offered } from '../review/taken-over.service.ts';
import type { ReadIntake } from './case-intake.service.ts';

/** What filing a case says, before and after. */
@Injectable()
export class FilingViews {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly terms: Terms,
    private readonly decisions: DecisionViews,
    private readonly recusals: Recusals,
    private readonly present: Present,
  ) {}

  /** What filing answers. */
  async filed(row: CaseRow, decision: DecisionView[], locale: Locale): Promise<FiledCase> {
    return {
      id: row.id,
      number: row.number,
      status: row.status,
      category: row.category,
      path: row.pathKey,
      deadlines: await deadlinesOf(this.reader, row, await this.present.now(), locale),
      decision,
      configuration: (await this.reader.inForce(row.townshipId, 'now')).tag,
    };
  }

  /** What filing would give. */
  async preview(read: ReadIntake, now: Date, locale: Locale): Promise<Omit<PreviewOut, keyof EarlierOut>> {
    const { decided, configuration, form, state } = read;
    const book = await this.terms.bookOf(decided.decisions.map(({ ruleSet }) => ruleSet));
    const { path, routing } = decided;
    const of = {
      configuration: configuration.tag,
      errors: read.errors,
      repeatCount: read.repeatCount,
      // Who had part in a decision is no answer to what is typed.
      keptOut: await this.recusals.inWords(read.named, read.township.scopePath),
      takeOver: read.offered && takeOverOf(read.offered),
      notPetitioner: read.stranger && { ...read.stranger, label: read.stranger.label[locale] },
      nobodyFound: read.nobodyFound.map(({ label, ...found }) => ({ ...found, label: label[locale] })),
    };
    // Which way it goes hangs on the case that it asks about: nothing is decided before that is chosen.
    const { review, bindings } = form.content;
    if (review && !read.review && read.errors.some(({ pointer }) => pointer === bindings?.about)) {
      const nothing = { category: null, path: null, department: null, level: null, needsCaseLead: false };
      return { ...of, ...nothing, deadlines: [], decisions: [] };
    }
    return {
      ...of,
      category: book.optional('category', decided.category),
      path: { key: path.key, title: path.content.title },
      department: book.optional('department', routing.department ?? null),
      level: book.optional('level', routing.level ?? null),
      needsCaseLead: routing.caseLead === true,
      deadlines: deadlineViews(path.content, () => configuration.calendar.content, state.clocks, now, locale),
      decisions: await this.decisions.ofMade(
        decided.decisions,
        { form, paths: configuration.ofKind('paths') },
        now,
        locale,
      ),
    };
  }
}

/** What a request may take over, as it may be shown to who registers it: personal data by its mask, whoever they are. */
function takeOverOf({ about: { id, number }, fields }: Offered): PreviewOut['takeOver'] {
  const shown = fields.map(({ pointer, value, personal }) => ({
    pointer,
    value: personal ? maskText(typeof value === 'string' ? value : jsonText(value)) : value,
    personal,
  }));
  return { case: { id, number }, fields: shown };
}
