import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '@caseway/rule-sets';
import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { Settings } from '../config/settings.ts';
import { SILENCE_MS } from './data-source.ts';
import { holding, type Principal } from './principal.ts';
import { isSilence } from './unavailable.ts';

interface Current {
  manager: EntityManager;
  principal: Principal;
  afterCommit: (() => void)[];
  sight: Sight;
}

/** What row-level security goes by at the moment, and what was read by it and does not change under the work's feet. */
interface Sight {
  settings: string[];
  known: Map<string, unknown>;
}

/** `request`: somebody waits for the answer. `long`: it takes its time. How long each statement may, is set (`DatabaseLimits`). */
export type Waiting = 'request' | 'long';

const SIGHT = `set_config('caseway.scope', $1, true), set_config('caseway.user_id', $2, true),
  set_config('caseway.within', $3, true)`;

const SEEING = `SELECT ${SIGHT}`;

/**
 * One question instead of three: the role, what it sees, and where somebody waits the database's own clock, which ends the statement
 * itself and not the connection.
 */
const BEGINNING = `SELECT set_config('role', 'caseway_app', true), ${SIGHT},
  set_config('statement_timeout', coalesce($4, current_setting('statement_timeout')), true)`;

/** What row-level security goes by. Paths hold no spaces. */
const sightOf = ({ scopePath, userId, within = [] }: Pick<Principal, 'scopePath' | 'userId' | 'within'>): string[] => [
  scopePath,
  userId ?? '',
  within.join(' '),
];

const storage = new AsyncLocalStorage<Current>();

/**
 * The only way to the database. Work runs in one transaction, under the unprivileged role `caseway_app` with the
 * principal's scope set for that transaction alone, so row-level security shows nothing else whatever a query forgets.
 * All work of a request uses this one connection: the embedded database runs transactions one at a time, and a
 * second connection inside would wait for the first for ever.
 */
@Injectable()
export class Transactions {
  private readonly logger = new Logger(Transactions.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  /** Runs `work` in a transaction of `principal`; commits when it resolves, rolls back when it throws. Does not nest. */
  async run<T>(principal: Principal, work: () => Promise<T>, waiting: Waiting = 'long'): Promise<T> {
    if (storage.getStore()) throw new Error('A transaction is already running: call the function inside it instead.');
    const afterCommit: (() => void)[] = [];
    const runner = this.dataSource.createQueryRunner();
    const { manager } = runner;
    const { requestMs } = this.settings.databaseLimits;
    let patient: () => void = () => undefined;
    let result: T;
    try {
      if (waiting === 'request') patient = await this.hasten(runner, requestMs + SILENCE_MS);
      await runner.startTransaction();
      const settings = sightOf(principal);
      await runner.query(BEGINNING, [...settings, waiting === 'request' ? String(requestMs) : null]);
      result = await storage.run({ manager, principal, afterCommit, sight: { settings, known: new Map() } }, work);
      await runner.commitTransaction();
    } catch (error) {
      await this.undo(runner, error);
      throw error;
    } finally {
      patient();
      await runner.release();
    }
    for (const callback of afterCommit) {
      try {
        callback();
      } catch (err) {
        // What was committed is so: neither the caller nor the other callbacks fail for one of them.
        this.logger.error({ msg: 'a callback after a commit failed', err });
      }
    }
    return result;
  }

  /**
   * Runs `work` so that its failure undoes what it did and nothing else of the running transaction; answers the failure, or null.
   * For one of many: the ones after it are done all the same. Throws where the database does not answer any more.
   */
  async attempt(work: () => Promise<void>): Promise<{ failure: unknown } | null> {
    const { afterCommit, sight } = this.current;
    const callbacks = afterCommit.length;
    const { settings } = sight;
    await this.query('SAVEPOINT attempt');
    try {
      await work();
    } catch (failure) {
      if (isSilence(failure)) throw failure;
      afterCommit.length = callbacks;
      // What was seen by goes back with the savepoint.
      sight.settings = settings;
      this.forget();
      await this.query('ROLLBACK TO SAVEPOINT attempt');
      await this.query('RELEASE SAVEPOINT attempt');
      return { failure };
    }
    await this.query('RELEASE SAVEPOINT attempt');
    return null;
  }

  /** What `work` comes to, with nothing of it left: to show somebody exactly what would happen. */
  async tried<T>(work: () => Promise<T>): Promise<T> {
    const done: { result?: T } = {};
    const end = new Error('Tried, and undone.');
    const undone = await this.attempt(async () => {
      done.result = await work();
      throw end;
    });
    if (undone?.failure !== end) throw undone?.failure;
    return done.result as T;
  }

  /**
   * Runs `work` seeing all that lies below `scopePath`, as the platform itself, then sees again what the principal may. Only for what the
   * platform works out for itself, such as a count, and never for what is shown.
   */
  async seeing<T>(scopePath: string, work: () => Promise<T>): Promise<T> {
    return this.looking(sightOf({ scopePath, userId: null }), work);
  }

  /**
   * Runs `work` for the principal as the holder of one of `roles`, seeing what lies where these were granted, then sees again what they
   * may. For one answer whose parts are open to different roles.
   */
  async asHolderOf<T>(roles: readonly Role[], work: () => Promise<T>): Promise<T> {
    const principal = holding(this.principal, roles);
    return this.looking(sightOf(principal), () => storage.run({ ...this.current, principal }, work));
  }

  private async looking<T>(settings: string[], work: () => Promise<T>): Promise<T> {
    const { sight } = this.current;
    const before = sight.settings;
    await this.query(SEEING, settings);
    sight.settings = settings;
    // Not in a `finally`: a failure ends the transaction, and with it the setting.
    const result = await work();
    await this.query(SEEING, before);
    sight.settings = before;
    return result;
  }

  /**
   * What `ask` answers, asked once in the running transaction for those who see the same. For what people change seldom and a piece of
   * work reads again and again; whoever writes it, or waits for those who do, calls `forget`.
   */
  async known<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const { settings, known } = this.current.sight;
    const key = JSON.stringify([name, ...settings]);
    if (known.has(key)) return known.get(key) as T;
    const answer = await ask();
    known.set(key, answer);
    return answer;
  }

  /** What was read before is asked again. */
  forget(): void {
    this.current.sight.known.clear();
  }

  /** The running transaction's entity manager; throws outside of `run`. */
  get manager(): EntityManager {
    return this.current.manager;
  }

  /** For whom the running transaction works. */
  get principal(): Principal {
    return this.current.principal;
  }

  get isRunning(): boolean {
    return storage.getStore() !== undefined;
  }

  /** Calls back once the running transaction has committed; never if it rolls back. */
  afterCommit(callback: () => void): void {
    this.current.afterCommit.push(callback);
  }

  /** Rows of a parameterised query in the running transaction. */
  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const { queryRunner } = this.manager;
    if (!queryRunner) throw new Error('The running transaction has no connection.');
    // The structured result: the plain one has another shape for UPDATE and DELETE.
    const result = await queryRunner.query(sql, parameters, true);
    return result.records as Row[];
  }

  /** The driver waits no longer than `ms` for a statement on this connection, until what is answered is called. */
  private async hasten(runner: QueryRunner, ms: number): Promise<() => void> {
    const { connectionParameters } = await runner.connect();
    const { query_timeout: usual } = connectionParameters;
    connectionParameters.query_timeout = ms;
    return () => {
      connectionParameters.query_timeout = usual;
    };
  }

  /** A rollback on a connection that has gone silent would wait as long again: it is cut, and the database ends its side. */
  private async undo(runner: QueryRunner, error: unknown): Promise<void> {
    try {
      if (isSilence(error)) await (await runner.connect()).end();
      else if (runner.isTransactionActive) await runner.rollbackTransaction();
    } catch (err) {
      // The first error is the one that says what happened.
      this.logger.warn({ msg: 'a transaction could not be rolled back', err });
    }
  }

  /** The time of the database: the one that several instances have in common. */
  async databaseNow(): Promise<Date> {
    const [row] = await this.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    if (!row) throw new Error('The database did not tell the time.');
    return row.now;
  }

  private get current(): Current {
    const current = storage.getStore();
    if (!current) throw new Error('No transaction is running: wrap the work in Transactions.run.');
    return current;
  }
}
