import type { Locale } from '@caseway/form-schemas';
import { whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { hasRole } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { newId } from '../../../new-id.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { Audit } from '../../audit/audit.service.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled, JOINT_TASK, NAMED_IN_CASE, NEW_CASE, URGENT_CASE } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { CaseLinks } from '../earlier/case-links.service.ts';
import { CaseEscalation } from '../handling/case-escalation.service.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import { CaseTasks } from '../tasks/case-tasks.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { CaseIntake, type Intake, type ReadIntake } from './case-intake.service.ts';

/** Who may register a case. */
export const FILERS = ['clerk', 'centre'] as const;

/** Filing a case: one transaction, all or nothing. */
@Injectable()
export class CaseFiling {
  constructor(
    private readonly intake: CaseIntake,
    private readonly store: CasesStore,
    private readonly people: CasePeople,
    private readonly persons: CasePersons,
    private readonly links: CaseLinks,
    private readonly tasks: CaseTasks,
    private readonly escalation: CaseEscalation,
    private readonly deadlines: Deadlines,
    private readonly decisions: Decisions,
    private readonly timeline: TimelineStore,
    private readonly notifications: Notifications,
    private readonly audit: Audit,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Validates, decides, numbers, starts the clocks, hands out the tasks and records, in the running transaction.
   * Throws `invalid` with every error of the data, `forbidden` where the user may not register there.
   */
  async file(intake: Intake, locale: Locale, at: Date = this.clock.now()): Promise<CaseRow> {
    const read = await this.intake.read(intake, at, locale);
    const { principal } = this.transactions;
    if (principal.userId !== null && !hasRole(principal, FILERS, read.scopePath)) throw new DomainError('forbidden');
    if (read.errors.length > 0) {
      const items = read.errors.map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
      throw new DomainError('invalid', {}, items);
    }
    const row = await this.newRow(read, at);
    await this.store.insert(row);
    await this.persons.keep(row, read.compared);
    await this.record(row, read, at);
    await this.links.add(row, read.links, at);
    const raised = await this.escalation.raise(row, { event: 'filed', at });
    const final = raised.row === row ? row : await this.store.update(raised.row);
    await this.tell(final, read, at);
    // Last of all: from here on, who is recused sees no row of the case.
    for (const userId of read.recused) await this.store.recuse(row.id, userId, NAMED_IN_CASE[locale], at);
    return final;
  }

  private async newRow(read: ReadIntake, at: Date): Promise<CaseRow> {
    const { decided, scopePath, recused: not } = read;
    const { routing, path } = decided;
    const year = Number(read.receivedOn.slice(0, 4));
    const count = await this.store.nextNumber(read.township.id, year);
    const department = routing.department ?? null;
    return {
      id: newId(),
      number: `${read.township.key.toUpperCase()}-${year}-${String(count).padStart(6, '0')}`,
      townshipId: read.township.id,
      placeId: read.place?.id ?? null,
      scopePath,
      formKey: read.form.key,
      formVersionId: read.form.versionId,
      pathKey: path.key,
      pathVersionId: path.versionId,
      calendarVersionId: read.configuration.calendar.versionId,
      title: read.title,
      data: read.open,
      sensitive: Object.keys(read.sensitive).length > 0 ? this.cipher.seal(read.sensitive) : null,
      petitionerMasked: read.petitionerMasked,
      headcount: read.headcount,
      status: 'open',
      category: decided.category,
      step: read.state.step,
      pathState: read.state,
      department,
      jointDepartments: (routing.jointDepartments ?? []).filter((joint) => joint !== department),
      level: routing.level ?? null,
      marks: routing.marks ?? [],
      sessions: routing.sessions ?? [],
      needsCaseLead: routing.caseLead === true,
      supervised: routing.supervise === true,
      // Every open case has somebody responsible at every moment, also where no rule asks for a leader.
      handlerId: await this.people.choose({ role: 'handler', scopePath, department, not }),
      caseLeadId: await this.people.choose({ role: 'case-lead', scopePath, not }),
      outcome: null,
      receivedAt: read.receivedAt,
      receivedOn: read.receivedOn,
      closedAt: null,
      createdBy: this.transactions.principal.userId,
      createdAt: at,
      updatedAt: at,
      version: 1,
    };
  }

  private async record(row: CaseRow, read: ReadIntake, at: Date): Promise<void> {
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: this.transactions.principal.userId, at };
    for (const made of read.decided.decisions) await this.decisions.record(of, made);
    const { path } = read.decided;
    const { calendar } = read.configuration;
    await this.deadlines.sync({ ...of, path, calendar, clocks: row.pathState.clocks, now: at });
    await this.tasks.forStep(row, path.content, calendar.content, at);
    for (const department of row.jointDepartments) {
      await this.tasks.add(row, { title: JOINT_TASK, role: 'handler', department }, null, at);
    }
    await this.timeline.add(of, 'filed', { form: { ...read.form.content.title } });
    await this.audit.record({
      action: 'case.file',
      objectType: 'case',
      objectId: row.id,
      scopePath: row.scopePath,
      after: { number: row.number, form: row.formKey, category: row.category, path: row.pathKey },
    });
  }

  private async tell(row: CaseRow, read: ReadIntake, at: Date): Promise<void> {
    const urgent = read.decided.routing.urgent === true;
    const { calendar } = read.configuration;
    await this.notifications.notify({
      roles: urgent ? ['centre'] : [],
      userIds: [row.handlerId, row.needsCaseLead || urgent ? row.caseLeadId : null].filter((id) => id !== null),
      scopePath: row.scopePath,
      caseId: row.id,
      urgent,
      message: filled(urgent ? URGENT_CASE : NEW_CASE, { number: row.number, title: row.title }),
      notBefore: whenToFire(at, { urgent }, calendar.content),
    });
  }
}
