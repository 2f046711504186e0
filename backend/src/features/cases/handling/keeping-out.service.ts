import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { RecusalAnswer } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { MEANT_BY_CASE, NAMED_IN_CASE } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { type KeptOut, newIn, together } from '../case/kept-out.ts';
import { HAD_PART } from '../review/review-texts.ts';
import { CaseAssignments } from './case-assignments.service.ts';
import { type Asked, nobodySaid, recusalSaid, requireAnswer, type Said } from './recusal-answer.ts';
import { Recusals } from './recusals.service.ts';

/** What is registered says of who takes no part: whom it keeps out, and which of its words name nobody known. */
interface Found {
  recused: KeptOut;
  nobodyFound: Asked;
}

/** Whom what is registered keeps out, by name and by the choice of whoever registered it. */
export interface Out {
  chosen: KeptOut;
  named: KeptOut;
  said: Said[];
}

/** Who is kept out of a matter by what is registered of it, and by whoever was asked about words that name nobody. */
@Injectable()
export class KeepingOut {
  constructor(
    private readonly recusals: Recusals,
    private readonly scopes: Scopes,
    private readonly assignments: CaseAssignments,
    private readonly record: CaseRecord,
    private readonly store: CasesStore,
    private readonly transactions: Transactions,
  ) {}

  /** Of a matter that is about to be filed; `recusal-unclear` where its words keep out nobody known and nobody says whom. */
  async whenFiled(found: Found, answer: RecusalAnswer, townshipPath: string, locale: Locale): Promise<Out> {
    const chosen = await this.recusals.chosen(answer.keepOut ?? [], townshipPath);
    requireAnswer(found.nobodyFound, answer, locale);
    const said = recusalSaid(chosen, { ...answer, nobodyFound: found.nobodyFound }, locale);
    return { chosen, named: together(found.recused, chosen), said };
  }

  /** Keeps them out of the case just filed: they see no row of it from here on; `earlier` had part in what it asks to have reviewed. */
  async keepFiled(row: CaseRow, { chosen, named }: Out, earlier: KeptOut, locale: Locale, at: Date): Promise<void> {
    await this.store.keepOut(row, chosen, MEANT_BY_CASE[locale], at);
    await this.store.keepOut(row, newIn(named, earlier), NAMED_IN_CASE[locale], at);
    await this.store.keepOut(row, earlier, HAD_PART[locale], at);
  }

  /** Before a case is locked whose registration is to be corrected. */
  async hold(): Promise<void> {
    await this.recusals.hold();
  }

  /** Of a case whose registration is about to be corrected: who is not out of it already. */
  async whenCorrected(row: CaseRow, found: Found, { keepOut = [], nobodyMeant }: RecusalAnswer): Promise<Out> {
    const { scopePath } = await this.scopes.byId(row.townshipId);
    const already = await this.store.keptOut(row.id);
    const chosen = newIn(await this.recusals.chosen(keepOut, scopePath), already);
    const named = newIn(found.recused, together(already, chosen));
    return { chosen, named, said: nobodySaid(nobodyMeant === true ? found.nobodyFound : []) };
  }

  /** The case just corrected goes where it now lies, and they are kept out of it; answers it in the hands of others. */
  async keepCorrected(
    before: CaseRow,
    corrected: CaseRow,
    { chosen, named, said }: Out,
    locale: Locale,
    at: Date,
  ): Promise<CaseRow> {
    const row = await this.assignments.follow(before, corrected);
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: this.transactions.principal.userId, at };
    for (const effect of said) await this.record.write(of, effect);
    const meant = await this.assignments.keepOut(row, chosen, MEANT_BY_CASE[locale]);
    return this.assignments.keepOut(meant, named, NAMED_IN_CASE[locale]);
  }
}
