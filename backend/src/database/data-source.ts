import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseLimits } from '../config/settings.ts';
import { toldInLines } from '../errors/told-error.ts';
import { Initial1763900000000 } from './migrations/1763900000000-initial.ts';
import { VillagesReadActivations1764000000000 } from './migrations/1764000000000-villages-read-activations.ts';
import { RolesWhereGranted1764100000000 } from './migrations/1764100000000-roles-where-granted.ts';
import { Clocks1765000200000 } from './migrations/1765000200000-clocks.ts';
import { TasksAndStanding1765000300000 } from './migrations/1765000300000-tasks-and-standing.ts';
import { PeopleOfCases1765000400000 } from './migrations/1765000400000-people-of-cases.ts';
import { Corrections1765000400001 } from './migrations/1765000400001-corrections.ts';
import { Safety1765000600000 } from './migrations/1765000600000-safety.ts';
import { PlacesChange1765000700000 } from './migrations/1765000700000-places-change.ts';
import { Reviews1765000800000 } from './migrations/1765000800000-reviews.ts';
import { DepartmentRecusals1765000900000 } from './migrations/1765000900000-department-recusals.ts';
import { Reviewed1765001100000 } from './migrations/1765001100000-reviewed.ts';
import { Undelivered1765001200000 } from './migrations/1765001200000-undelivered.ts';
import { Causes1765001300000 } from './migrations/1765001300000-causes.ts';
import { LiesAtTownship1765001400000 } from './migrations/1765001400000-lies-at-township.ts';
import { Drafts1765001500000 } from './migrations/1765001500000-drafts.ts';
import { StepDrafts1765001600000 } from './migrations/1765001600000-step-drafts.ts';
import { Accuses1765001700000 } from './migrations/1765001700000-accuses.ts';
import type { Connection } from './open-database.ts';
import { StartupError } from './startup-error.ts';

const POOL = 10;
/** Any number, the same for every instance: migrations run in one of them at a time. */
const MIGRATION_LOCK = 7_263_901;

/** Beyond the limit of a statement: the server tells itself that one took too long, unless it is gone without a word. */
export const SILENCE_MS = 5000;

/** What the driver is told to wait for. The embedded database has no clock of its own to end a statement by. */
function waiting({ kind }: Connection, limits: DatabaseLimits | undefined) {
  if (!limits) return {};
  const { connectMs, statementMs, lockMs, idleMs } = limits;
  const ofServer = {
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleMs,
    keepAlive: true,
  };
  return {
    connectTimeoutMS: connectMs,
    extra: { query_timeout: statementMs + SILENCE_MS, ...(kind === 'server' && ofServer) },
  };
}

export function dataSourceOptions(connection: Connection, limits?: DatabaseLimits): DataSourceOptions {
  const reach =
    connection.kind === 'server'
      ? { url: connection.url }
      : {
          host: connection.host,
          port: connection.port,
          username: connection.user,
          password: connection.password,
          database: connection.database,
        };
  return {
    type: 'postgres',
    ...reach,
    ...waiting(connection, limits),
    poolSize: POOL,
    migrations: [
      Initial1763900000000,
      VillagesReadActivations1764000000000,
      RolesWhereGranted1764100000000,
      Clocks1765000200000,
      TasksAndStanding1765000300000,
      PeopleOfCases1765000400000,
      Corrections1765000400001,
      Safety1765000600000,
      PlacesChange1765000700000,
      Reviews1765000800000,
      DepartmentRecusals1765000900000,
      Reviewed1765001100000,
      Undelivered1765001200000,
      Causes1765001300000,
      LiesAtTownship1765001400000,
      Drafts1765001500000,
      StepDrafts1765001600000,
      Accuses1765001700000,
    ],
    migrationsTableName: 'migration',
    applicationName: 'caseway',
    // Rows are read by stores as they are: no entity is mapped.
    entities: [],
    parseInt8: true,
  };
}

/**
 * A connected data source with every migration done, which waits for nothing longer than `limits` say; the migrations
 * themselves take the time they need. Throws StartupError where the database cannot be reached.
 */
export async function openDataSource(connection: Connection, limits?: DatabaseLimits): Promise<DataSource> {
  const migrating = await connected(connection);
  try {
    await migrate(migrating, connection);
  } catch (error) {
    await migrating.destroy();
    throw new StartupError(
      `The database could not be brought up to date (${toldInLines(error).split('\n')[0]}): nothing was changed; see docs/operations.md, "Migrations".`,
    );
  }
  if (!limits) return migrating;
  await migrating.destroy();
  return connected(connection, limits);
}

async function connected(connection: Connection, limits?: DatabaseLimits): Promise<DataSource> {
  const source = new DataSource(dataSourceOptions(connection, limits));
  try {
    return await source.initialize();
  } catch (error) {
    throw new StartupError(reasonOf(error, connection));
  }
}

async function migrate(source: DataSource, connection: Connection): Promise<void> {
  if (connection.kind === 'embedded') {
    // One process, one connection at a time: a lock held on another connection would wait for ever.
    await source.runMigrations({ transaction: 'all' });
    return;
  }
  const holder = source.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations({ transaction: 'all' });
    await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await holder.release();
  }
}

function reasonOf(error: unknown, connection: Connection): string {
  const reason = error instanceof AggregateError ? String(error.errors[0]) : String(error);
  const first = reason.split('\n')[0];
  if (connection.kind === 'embedded') return `The embedded database does not answer (${first}): start again.`;
  const { host, pathname } = new URL(connection.url);
  return `DATABASE_URL: the database ${pathname.slice(1)} at ${host} cannot be reached (${first}): check that it runs and that user and password are right.`;
}
