import { DAY_MS } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { Settings } from '../../config/settings.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { LibraryImport, readLibrary } from '../configuration/library-import.ts';
import { type Scope, Scopes } from '../townships/scopes.service.ts';
import { Users } from '../users/users.service.ts';
import { DemonstrationCases } from './demonstration-cases.service.ts';
import { type DemonstrationFile, readDemonstration } from './demonstration-file.ts';
import type { Progress } from './demonstration-store.ts';
import type { RefusedStep } from './demonstration-walk.service.ts';

const PLATFORM_ADMIN = 'admin';

/** Somebody who can sign in, with the password that is shown once. */
export interface Account {
  username: string;
  displayName: string;
  password: string;
}

interface SeedOptions {
  withCases?: boolean;
  told?: (accounts: Account[]) => void;
  /** Said where an earlier start was cut off while it made cases: so many are there, and this one makes the others. */
  resumed?: (progress: Progress) => void;
  /** Told of each step that an invented case was refused. */
  refused?: (step: RefusedStep) => void;
}

/** Fills an empty database with the demonstration district: every person and matter in it is invented. */
@Injectable()
export class Demonstration {
  constructor(
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly library: LibraryImport,
    private readonly cases: DemonstrationCases,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the user names with their one-time passwords; null where there is something already. `told` has them before they are
   * good: should the power fail in between, nothing was founded and the next start tells new ones; should it fail while cases
   * are made, somebody can still sign in, and the next start makes the rest.
   */
  async seedIfEmpty({
    withCases = true,
    told = () => undefined,
    resumed = () => undefined,
    refused = () => undefined,
  }: SeedOptions = {}): Promise<Account[] | null> {
    const file = await readDemonstration();
    const accounts = await this.begin(file, withCases, told);
    const { there, progress } = await this.transactions.run(SYSTEM, async () => ({
      there: new Map((await this.scopes.all()).map((scope) => [scope.key, scope])),
      progress: await this.cases.progress(),
    }));
    const scopes = file.scopes.flatMap(({ key }) => there.get(key) ?? []);
    if (!progress || progress.made >= progress.of) return accounts;
    if (!accounts) resumed(progress);
    const townships = scopes.filter(({ kind }) => kind === 'township');
    const villages = new Map(townships.map(({ id }) => [id, scopes.filter((it) => it.parentId === id)]));
    await this.cases.make({ file, townships, villages, now: new Date(progress.now), progress, refused });
    return accounts;
  }

  /** Everything but the cases, in one transaction. Null where there is something already. */
  private async begin(
    file: DemonstrationFile,
    withCases: boolean,
    told: (accounts: Account[]) => void,
  ): Promise<Account[] | null> {
    const now = this.clock.now();
    return this.transactions.run(SYSTEM, async () => {
      if ((await this.scopes.all()).length > 0) return null;
      const made = await this.makeScopes(file);
      const from = new Date(now.getTime() - (file.cases.months + 1) * 31 * DAY_MS);
      const townships = [...made.values()].filter(({ kind }) => kind === 'township');
      const [district] = made.values();
      if (!district) throw new Error('The demonstration district has no scope.');
      await this.library.publishAndActivateAll(
        await readLibrary(),
        district,
        townships.map(({ id }) => id),
        from,
      );
      if (withCases) await this.cases.plan(now, file.cases.count);
      const accounts = await this.makeUsers(file, made);
      told(accounts);
      return accounts;
    });
  }

  private async makeScopes(file: DemonstrationFile): Promise<Map<string, Scope>> {
    const made = new Map<string, Scope>();
    for (const { key, parent, kind, title } of file.scopes) {
      const parentId = parent === null ? null : (made.get(parent)?.id ?? null);
      made.set(key, await this.scopes.create({ key, parentId, kind, title }));
    }
    return made;
  }

  private async makeUsers(file: DemonstrationFile, scopes: Map<string, Scope>) {
    const idOf = (key: string): string => {
      const scope = scopes.get(key);
      if (!scope) throw new Error(`The demonstration names no scope ${key}.`);
      return scope.id;
    };
    const accounts: Account[] = [];
    for (const { username, displayName, scope, department, roles } of file.users) {
      const given = username === PLATFORM_ADMIN ? this.settings.adminPassword : null;
      const { oneTimePassword } = await this.users.create({
        username,
        displayName,
        scopeId: idOf(scope),
        ...(department && { department }),
        roles: roles.map(({ role, scope: at }) => ({ role, scopeId: idOf(at) })),
        ...(given && { password: given }),
      });
      if (oneTimePassword) accounts.push({ username, displayName, password: oneTimePassword });
    }
    return accounts;
  }
}
