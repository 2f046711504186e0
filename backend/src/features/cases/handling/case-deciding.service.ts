import type { Json } from '@caseway/form-schemas';
import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import { hasCalled } from '../../deadlines/deadline-plan.ts';
import { type CaseDecision, decideCase } from '../../decisions/decide-case.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import type { CaseChange } from '../case/case-effect.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import type { Called, RegisteredCase, Why } from '../case/case-happening.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { untold } from '../case/case-standing.ts';
import { type KeptOut, NOBODY } from '../case/kept-out.ts';
import { CaseEffects } from './case-effects.service.ts';
import { CaseEscalation } from './case-escalation.service.ts';

/** What deciding anew would come to, with nothing stored yet. */
export interface Proposal {
  decision: CaseDecision;
  /** The case as it would be: people not chosen yet, escalation not asked yet. */
  change: CaseChange;
}

/**
 * Decides a case: when it is filed, when a person gives it another kind, and when what was registered is corrected. One
 * way for all three, so that a case corrected to something is as if it had been filed so.
 */
@Injectable()
export class CaseDeciding {
  constructor(
    @Inject(ConfigurationReader) private readonly reader: Pick<ConfigurationReader, 'inForce' | 'version'>,
    @Inject(CaseFactsReader) private readonly facts: Pick<CaseFactsReader, 'asFiled' | 'liesAt'>,
    @Inject(Decisions) private readonly decisions: Pick<Decisions, 'personsCategory'>,
    private readonly effects: CaseEffects,
    private readonly escalation: CaseEscalation,
  ) {}

  /**
   * What deciding a stored case anew would come to; nothing is stored. `registered`: the case with its data, place, receipt
   * and title as they are to be. `category`: the kind that a person gives it; without it the kind that a person has given
   * it before stands, else the rules propose one. `facts`: as they are to be, where what is stored does not tell yet.
   */
  async propose(
    before: CaseRow,
    registered: RegisteredCase,
    why: Why,
    at: Date,
    { category, facts }: { category?: string; facts?: Record<string, Json> } = {},
  ): Promise<Proposal> {
    const configuration = await this.reader.inForce(before.townshipId, 'now');
    const known = facts ?? (await this.facts.asFiled(registered, at));
    const said = category ?? (await this.decisions.personsCategory(before.id)) ?? undefined;
    const decision = await decideCase(configuration, before.formKey, known, said);
    const calendarVersionId = configuration.calendar.versionId;
    const { content: onPath } = await this.reader.version('paths', before.pathVersionId);
    const calendarOf = await calendarsOf(this.reader, before.pathState.clocks, calendarVersionId);
    const called: Called = (path, state, level) => hasCalled({ path, state, level }, calendarOf, at);
    const lies = { ...registered, scopePath: await this.facts.liesAt(registered, decision.routing) };
    const change = caseOfOutcome(before, {
      is: 'decided',
      ...{ registered: lies, decision, onPath, calendarVersionId, why, at },
      // What became so later takes back nothing of what was done and called for before.
      ...(why.by === 'correction' && why.since === 'start' && { called, facts: known }),
    });
    return { decision, change };
  }

  /**
   * Carries out a decision, in the running transaction: the row, its work, clocks, people and history; then what the
   * escalation rules say of a case so filed. `before`: the case as stored and locked, null where it is new. `not`: who may
   * take no part in a new one. `keep`: stores what goes with the row and is read by the facts.
   */
  async carryOut(
    before: CaseRow | null,
    change: CaseChange,
    at: Date,
    { not = NOBODY, keep }: { not?: KeptOut; keep?: (stored: CaseRow) => Promise<void> } = {},
  ): Promise<CaseRow> {
    const stored = await this.effects.carryOut(change, at, not);
    await keep?.(stored);
    if (stored.status === 'closed') return stored;
    const same = before === null || before.handlerId === stored.handlerId;
    const known = before && (same ? before.standing : untold(before.standing, 'handler'));
    const ask = { at, not, ...(known && { known }) };
    const { row } = await this.escalation.raise(stored, { ...ask, event: 'filed' });
    // What the days called for was asked about other data: it is asked about these at once, not with tomorrow's round.
    const days = ({ standing }: CaseRow) => standing.since.some(({ because }) => because.on === 'day');
    if (before === null || !days(before) || days(row)) return row;
    return (await this.escalation.raise(row, { ...ask, event: 'daily' })).row;
  }
}
