import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A setting that is wrong or missing: one line that names it and the mend. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How long the database is waited for, in milliseconds. */
export interface DatabaseLimits {
  /** For a connection, new or free. */
  connectMs: number;
  /** For one statement of work that takes its time: exports, statistics, what runs by itself. */
  statementMs: number;
  /** For one statement of a request that somebody waits for. */
  requestMs: number;
  /** For a lock that another transaction holds. */
  lockMs: number;
  /** For the next statement of a transaction: after that, the database ends it and frees what it holds. */
  idleMs: number;
}

interface SettingValues {
  port: number;
  host: string;
  dataDir: string;
  /** Null: the embedded database under `dataDir`. */
  databaseUrl: string | null;
  databaseLimits: DatabaseLimits;
  /** Keys are derived from it; without it nothing sealed can be opened again. */
  secret: string;
  logLevel: LogLevel;
  adminPassword: string | null;
  /** Name of the district that an empty database is founded with. */
  district: string;
  /** Whether an empty database is filled with the demonstration district. */
  demonstration: boolean;
  /** Days that a draft nobody has touched is kept. */
  draftDays: number;
}

/** The environment, read once and frozen. */
export class Settings implements SettingValues {
  declare readonly port: number;
  declare readonly host: string;
  declare readonly dataDir: string;
  declare readonly databaseUrl: string | null;
  declare readonly databaseLimits: DatabaseLimits;
  declare readonly secret: string;
  declare readonly logLevel: LogLevel;
  declare readonly adminPassword: string | null;
  declare readonly district: string;
  declare readonly demonstration: boolean;
  declare readonly draftDays: number;

  constructor(values: SettingValues) {
    Object.assign(this, values);
    Object.freeze(this);
  }
}

type Environment = Record<string, string | undefined>;

const SHORTEST_SECRET = 32;
const SHORTEST_PASSWORD = 12;

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return 3000;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingsError(`PORT="${text}" is no port: set a whole number from 1 to 65535, or leave it out for 3000.`);
  }
  return port;
}

function databaseUrlOf(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw new SettingsError(
      'DATABASE_URL does not begin with postgres:// – write it as postgres://user:password@host:5432/database, or leave it out for the embedded database.',
    );
  }
  return text;
}

const LONGEST_WAIT = 3600;

function millisecondsOf(name: string, text: string | undefined, usual: number): number {
  if (!text) return usual * 1000;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_WAIT) return seconds * 1000;
  throw new SettingsError(
    `${name}="${text}" is no time: set whole seconds from 1 to ${LONGEST_WAIT}, or leave it out for ${usual}.`,
  );
}

function databaseLimitsOf(environment: Environment): DatabaseLimits {
  const of = (name: string, usual: number) => millisecondsOf(name, environment[name], usual);
  const statementMs = of('DATABASE_STATEMENT_SECONDS', 60);
  return {
    connectMs: of('DATABASE_CONNECT_SECONDS', 10),
    statementMs,
    // Nobody is to wait longer at the screen than what runs by itself.
    requestMs: Math.min(of('DATABASE_REQUEST_SECONDS', 8), statementMs),
    lockMs: of('DATABASE_LOCK_SECONDS', 10),
    idleMs: of('DATABASE_IDLE_SECONDS', 60),
  };
}

const USUAL_DRAFT_DAYS = 90;
const MOST_DRAFT_DAYS = 3650;

function draftDaysOf(text: string | undefined): number {
  if (!text) return USUAL_DRAFT_DAYS;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DRAFT_DAYS) return days;
  throw new SettingsError(
    `CASEWAY_DRAFT_DAYS="${text}" is no time: set whole days from 1 to ${MOST_DRAFT_DAYS}, or leave it out for ${USUAL_DRAFT_DAYS}.`,
  );
}

function logLevelOf(text: string | undefined): LogLevel {
  const level = LOG_LEVELS.find((known) => known === (text || 'info'));
  if (!level) throw new SettingsError(`LOG_LEVEL="${text}" is not known: choose one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function demonstrationOf(text: string | undefined, databaseUrl: string | null): boolean {
  if (!text) return databaseUrl === null;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new SettingsError(
    `CASEWAY_DEMONSTRATION="${text}" is not known: set it to on or off, or leave it out (on with the embedded database, off with DATABASE_URL).`,
  );
}

/** As mkdir's own `recursive`, which on Node 20 never returns where the system says ENOENT of a new folder (/proc). */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return;
  makeWithParents(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

function makeFolder(dataDir: string): void {
  try {
    makeWithParents(dataDir);
    const probe = join(dataDir, `.probe-${process.pid}`);
    // Written, not only opened: a full disk shows here, too.
    writeFileSync(probe, 'caseway', { mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(
      `DATA_DIR=${dataDir} cannot be written (${reason}): make it writable or set DATA_DIR to another folder.`,
    );
  }
}

function secretOf(environment: Environment, dataDir: string, databaseUrl: string | null): string {
  const given = environment.CASEWAY_SECRET;
  if (given) {
    if (given.length < SHORTEST_SECRET) {
      throw new SettingsError(
        `CASEWAY_SECRET is too short: use at least ${SHORTEST_SECRET} characters (openssl rand -base64 48).`,
      );
    }
    return given;
  }
  if (databaseUrl) {
    throw new SettingsError(
      'CASEWAY_SECRET is missing: it is required with DATABASE_URL (openssl rand -base64 48), the same for every instance.',
    );
  }
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'database'))) {
      throw new SettingsError(
        `${file} is gone, but there is a database: put the file back, or set CASEWAY_SECRET to what it held.`,
      );
    }
    writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Reads the environment; throws SettingsError. Makes the data folder and, for the embedded database, a secret in it. */
export function readSettings(environment: Environment): Settings {
  const port = portOf(environment.PORT);
  const databaseUrl = databaseUrlOf(environment.DATABASE_URL);
  const logLevel = logLevelOf(environment.LOG_LEVEL);
  const adminPassword = environment.CASEWAY_ADMIN_PASSWORD || null;
  if (adminPassword !== null && adminPassword.length < SHORTEST_PASSWORD) {
    throw new SettingsError(`CASEWAY_ADMIN_PASSWORD is too short: use at least ${SHORTEST_PASSWORD} characters.`);
  }
  const databaseLimits = databaseLimitsOf(environment);
  const demonstration = demonstrationOf(environment.CASEWAY_DEMONSTRATION, databaseUrl);
  const draftDays = draftDaysOf(environment.CASEWAY_DRAFT_DAYS);
  const dataDir = resolve(environment.DATA_DIR || './data');
  makeFolder(dataDir);
  const secret = secretOf(environment, dataDir, databaseUrl);
  return new Settings({
    port,
    host: environment.HOST || '127.0.0.1',
    dataDir,
    databaseUrl,
    databaseLimits,
    secret,
    logLevel,
    adminPassword,
    district: environment.CASEWAY_DISTRICT || '本区',
    demonstration,
    draftDays,
  });
}
