import type { Locale } from '@caseway/form-schemas';
import { addDays, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { CaseSummary, DaySectionOf, TaskOut, WaitingOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { Ledger } from '../cases/ledger/ledger.service.ts';
import { LastActs } from '../cases/reading/last-acts.service.ts';
import { TaskViews } from '../cases/tasks/task-views.service.ts';
import { TaskWork } from '../cases/tasks/task-work.service.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { SHOWN } from './shown.ts';

const MOST_TASKS = 100;
/** What is used in half a year tells what is used most. */
const USE_DAYS = 180;

const firstDue = ({ case: item, tasks }: WaitingOut): string =>
  [item?.nextDeadline?.dueAt, ...tasks.map(({ dueAt }) => dueAt)].filter((due) => typeof due === 'string').sort()[0] ??
  '~';

function byCase(tasks: readonly TaskOut[]): Map<string, TaskOut[]> {
  const cases = new Map<string, TaskOut[]>();
  for (const task of tasks) cases.set(task.caseId, [...(cases.get(task.caseId) ?? []), task]);
  return cases;
}

/** What waits for one person: nobody else's. */
@Injectable()
export class DayOfPerson {
  constructor(
    private readonly ledger: Ledger,
    private readonly tasks: TaskWork,
    private readonly taskViews: TaskViews,
    private readonly acts: LastActs,
    private readonly scopes: Scopes,
    private readonly reader: ConfigurationReader,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Cases and tasks in one order, what is due first first; no case twice, and none that stands under decisions. */
  async due(locale: Locale): Promise<DaySectionOf<'waiting'>> {
    const query = { status: 'open', assigned: true, toDecide: false, sort: 'waiting' } as const;
    const { items, total } = await this.ledger.list({ ...query, limit: SHOWN }, locale);
    const tasks = await this.taskViews.of(await this.tasks.openOf(this.userId, MOST_TASKS));
    const ofCase = byCase(tasks);
    const listed = items.map((item) => ({ case: item, tasks: ofCase.get(item.id) ?? [] }));
    // A longer list has the person's other tasks in the ledger; what is the department's and nobody's is no case of theirs.
    const loose = total > items.length ? tasks.filter(({ assignee }) => assignee === null) : tasks;
    const alone = await this.alone(loose, items, locale);
    return {
      kind: 'waiting',
      key: 'due',
      total: total + alone.length,
      query: textsOf(query),
      items: [...listed, ...alone].sort((a, b) => firstDue(a).localeCompare(firstDue(b))),
    };
  }

  /** Tasks on cases that were not given to the person, and that wait for no decision of theirs. */
  private async alone(tasks: readonly TaskOut[], items: readonly CaseSummary[], locale: Locale): Promise<WaitingOut[]> {
    const known = new Set(items.map(({ id }) => id));
    const { items: decided } = await this.ledger.list({ status: 'open', toDecide: true, limit: MOST_TASKS }, locale);
    for (const { id } of decided) known.add(id);
    const left = byCase(tasks.filter(({ caseId }) => !known.has(caseId)));
    return [...left.values()].map((of) => ({ case: null, tasks: of }));
  }

  async decisions(locale: Locale): Promise<DaySectionOf<'decisions'>> {
    const query = { status: 'open', toDecide: true, sort: 'due' } as const;
    const { items, total } = await this.ledger.list({ ...query, limit: SHOWN }, locale);
    const acts = await this.acts.of(items.map(({ id }) => id));
    return {
      kind: 'decisions',
      key: 'decisions',
      total,
      query: textsOf(query),
      items: items.map((item) => ({ case: item, last: acts.get(item.id) ?? null })),
    };
  }

  async toGive(): Promise<DaySectionOf<'tasks'>> {
    const tasks = await this.taskViews.of(await this.tasks.toGive(this.userId, MOST_TASKS));
    return { kind: 'tasks', key: 'to-give', total: tasks.length, tasks };
  }

  /** Letters of closed cases that nobody has delivered yet; those of open ones stand with what is due. */
  async undelivered(locale: Locale): Promise<DaySectionOf<'cases'>> {
    const query = { status: 'closed', undelivered: true, assigned: true, sort: 'due' } as const;
    const { items, total } = await this.ledger.list({ ...query, limit: SHOWN }, locale);
    return { kind: 'cases', key: 'undelivered', total, query: textsOf(query), cases: items };
  }

  async registeredToday(locale: Locale): Promise<DaySectionOf<'cases'>> {
    const today = localDay(this.clock.now());
    const query = { registeredBy: this.userId, registeredFrom: today } as const;
    const { items, total } = await this.ledger.list({ ...query, limit: SHOWN }, locale);
    return { kind: 'cases', key: 'registered-today', total, query: textsOf(query), cases: items };
  }

  /** The forms of the person's township; null where they register in several. */
  async register(): Promise<DaySectionOf<'register'> | null> {
    const scopes = await this.scopes.all();
    const { scopePath } = this.transactions.principal;
    const here = scopes.find((scope) => scope.kind === 'township' && scopePath.startsWith(scope.scopePath));
    if (!here || here.closedAt) return null;
    const used = await this.ledger.formsByUse(addDays(localDay(this.clock.now()), -USE_DAYS));
    const rank = (key: string): number => (used.indexOf(key) + used.length + 1) % (used.length + 1);
    const { forms } = await this.reader.inForce(here.id, 'now');
    const open = forms.filter(({ content }) => content.use === 'case').sort((a, b) => rank(a.key) - rank(b.key));
    return {
      kind: 'register',
      key: 'register',
      total: open.length,
      township: here.key,
      forms: open.map(({ key, content: { title, description } }) => ({
        key,
        title,
        description: description ?? { 'zh-CN': '', en: '' },
      })),
    };
  }

  private get userId(): string {
    const { userId } = this.transactions.principal;
    if (!userId) throw new Error('Nobody has no day.');
    return userId;
  }
}

/** A filter as an address writes it. */
export function textsOf(query: Record<string, string | boolean | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
