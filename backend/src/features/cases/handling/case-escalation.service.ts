import type { Json, LocalizedText } from '@caseway/form-schemas';
import { type CaseEvent, daysBetween, localDay, type Outcome, ROLES, type Role, whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { decideEscalation, type MadeDecision } from '../../decisions/decide-case.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ESCALATED, filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

/** Why the escalation rule sets are asked. */
export interface Occasion {
  event: CaseEvent;
  /** The clock that calls, with the level of the call and the day (YYYY-MM-DD) on which the clock is due. */
  clock?: { key: string; level: number; dueOn: string };
  at: Date;
}

const known = (roles: readonly string[] | undefined): Role[] => ROLES.filter((role) => (roles ?? []).includes(role));

function united(now: readonly string[], more: readonly string[] | undefined): string[] {
  return [...new Set([...now, ...(more ?? [])])];
}

/** Asks the escalation rule sets about a case and does what they say. */
@Injectable()
export class CaseEscalation {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly facts: CaseFactsReader,
    private readonly decisions: Decisions,
    private readonly store: CasesStore,
    private readonly people: CasePeople,
    private readonly notifications: Notifications,
    private readonly timeline: TimelineStore,
  ) {}

  /** In the running transaction, on a case locked by it; answers the case as changed (not yet stored). */
  async raise(row: CaseRow, occasion: Occasion): Promise<{ row: CaseRow; made: MadeDecision[] }> {
    const configuration = await this.reader.inForce(row.townshipId, 'now');
    if (configuration.escalationsFor(row.formKey).length === 0) return { row, made: [] };
    const facts = { ...(await this.facts.ofCase(row, occasion.at)), ...occasionFacts(occasion) };
    const made = await decideEscalation(configuration, row.formKey, facts);
    let next = row;
    for (const item of made) next = await this.apply(next, item, occasion, configuration.calendar);
    return { row: next, made };
  }

  private async apply(
    row: CaseRow,
    item: MadeDecision,
    occasion: Occasion,
    calendar: Versioned<'calendars'>,
  ): Promise<CaseRow> {
    const { outcome } = item.decision;
    const next = changed(row, outcome);
    const news = effectsOf(row, next, outcome);
    // The daily round asks the same of the same case every day: what changes nothing is not told again.
    if (occasion.event === 'daily' && news.length === 0) return row;
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: null, at: occasion.at };
    await this.decisions.record(of, item);
    const titles = item.decision.fired.map((name) => ruleTitle(item, name));
    const rules: LocalizedText = {
      'zh-CN': titles.map((title) => title['zh-CN']).join(';'),
      en: titles.map((title) => title.en).join('; '),
    };
    await this.timeline.add(of, 'escalation', { rules: { ...rules }, event: occasion.event });
    if (next.needsCaseLead && !next.caseLeadId) {
      const not = await this.store.recusedOf(row.id);
      next.caseLeadId = await this.people.choose({ role: 'case-lead', scopePath: row.scopePath, not });
    }
    const urgent = outcome.urgent === true;
    await this.notifications.notify({
      roles: known(outcome.notify).filter((role) => role !== 'handler' && role !== 'case-lead'),
      userIds: [
        ...(outcome.notify?.includes('handler') ? [next.handlerId] : []),
        ...(outcome.notify?.includes('case-lead') ? [next.caseLeadId] : []),
      ].filter((id) => id !== null),
      scopePath: row.scopePath,
      caseId: row.id,
      urgent,
      message: filled(ESCALATED, { number: row.number, rules }),
      notBefore: whenToFire(occasion.at, { urgent }, calendar.content),
    });
    return next;
  }
}

function occasionFacts({ event, clock, at }: Occasion): Record<string, Json> {
  if (!clock) return { event };
  const overdue = daysBetween(clock.dueOn, localDay(at));
  return { event, clock: clock.key, clockLevel: clock.level, daysOverdue: Math.max(0, overdue) };
}

/** The case with what an escalation says of it; a later rule adds, it never takes away. */
function changed(row: CaseRow, outcome: Outcome): CaseRow {
  return {
    ...row,
    marks: united(row.marks, outcome.marks),
    sessions: united(row.sessions, outcome.sessions),
    supervised: row.supervised || outcome.supervise === true,
    needsCaseLead: row.needsCaseLead || outcome.caseLead === true,
    level: outcome.level ?? row.level,
  };
}

function effectsOf(before: CaseRow, after: CaseRow, outcome: Outcome): string[] {
  const grown = (name: 'marks' | 'sessions') => after[name].length > before[name].length;
  return [
    ...(grown('marks') ? ['marks'] : []),
    ...(grown('sessions') ? ['sessions'] : []),
    ...(after.supervised !== before.supervised ? ['supervise'] : []),
    ...(after.needsCaseLead !== before.needsCaseLead ? ['caseLead'] : []),
    ...(after.level !== before.level ? ['level'] : []),
    ...(outcome.urgent ? ['urgent'] : []),
  ];
}

function ruleTitle({ ruleSet }: MadeDecision, name: string): LocalizedText {
  return ruleSet.content.rules.find((rule) => rule.name === name)?.title ?? { 'zh-CN': name, en: name };
}
