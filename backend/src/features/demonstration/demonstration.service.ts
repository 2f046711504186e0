import { type FormData, randomInt, randomPick, sampleData, seededRandom } from '@caseway/form-schemas';
import { DAY_MS, localDay } from '@caseway/rule-sets';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { Settings } from '../../config/settings.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CaseFiling } from '../cases/filing/case-filing.service.ts';
import { LibraryImport, readLibrary } from '../configuration/library-import.ts';
import { type Scope, Scopes } from '../townships/scopes.service.ts';
import { Users } from '../users/users.service.ts';
import { type DemonstrationFile, readDemonstration } from './demonstration-file.ts';
import { DemonstrationStore, type Progress } from './demonstration-store.ts';
import { DemonstrationWalk, LOCALE } from './demonstration-walk.service.ts';

const PLATFORM_ADMIN = 'admin';

interface World {
  file: DemonstrationFile;
  townships: Scope[];
  villages: Map<string, Scope[]>;
  now: Date;
  progress: Progress;
}

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
}

/** Fills an empty database with the demonstration district: every person and matter in it is invented. */
@Injectable()
export class Demonstration {
  private readonly logger = new Logger(Demonstration.name);

  constructor(
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly library: LibraryImport,
    private readonly filing: CaseFiling,
    private readonly walk: DemonstrationWalk,
    private readonly store: DemonstrationStore,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the user names with their one-time passwords; null where there is something already. `told` has them as soon as they
   * are good: should the power fail while cases are made, somebody can still sign in, and the next start makes the rest.
   */
  async seedIfEmpty({
    withCases = true,
    told = () => undefined,
    resumed = () => undefined,
  }: SeedOptions = {}): Promise<Account[] | null> {
    const file = await readDemonstration();
    const accounts = await this.begin(file, withCases);
    if (accounts) told(accounts);
    const { there, progress } = await this.transactions.run(SYSTEM, async () => ({
      there: new Map((await this.scopes.all()).map((scope) => [scope.key, scope])),
      progress: await this.store.progress(),
    }));
    const scopes = file.scopes.flatMap(({ key }) => there.get(key) ?? []);
    if (!progress || progress.made >= progress.of) return accounts;
    if (!accounts) resumed(progress);
    const townships = scopes.filter(({ kind }) => kind === 'township');
    const villages = new Map(townships.map(({ id }) => [id, scopes.filter((it) => it.parentId === id)]));
    await this.makeCases({ file, townships, villages, now: new Date(progress.now), progress });
    return accounts;
  }

  /** Everything but the cases, in one transaction. Null where there is something already. */
  private async begin(file: DemonstrationFile, withCases: boolean): Promise<Account[] | null> {
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
      if (withCases) await this.store.keep({ now: now.toISOString(), made: 0, of: file.cases.count });
      return this.makeUsers(file, made);
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

  private async makeCases(world: World): Promise<void> {
    const { file, townships, now, progress } = world;
    const { of: count, made } = progress;
    const { months, seed } = file.cases;
    // The days are drawn first, and so the same ones whenever it is gone on with.
    const days = seededRandom(seed);
    const moments = Array.from({ length: count }, () => {
      const ago = randomInt(days, [0, months * 30]);
      // In the hours in which an office is open, 9:00 to 17:00 in Asia/Shanghai.
      return new Date(now.getTime() - ago * DAY_MS - randomInt(days, [0, 3_600_000]));
    }).sort((a, b) => a.getTime() - b.getTime());
    const random = made === 0 ? days : seededRandom(seed + made);
    for (const [index, at] of moments.entries()) {
      if (index < made) continue;
      const township = randomPick(random, townships);
      const template = randomPick(
        random,
        file.caseTemplates,
        file.caseTemplates.map(({ weight }) => weight),
      );
      const village = randomPick(random, world.villages.get(township.id) ?? [township]);
      const data = this.placed(sampleData(template.data, { random, today: localDay(at) }) as FormData, village.key);
      // All that is told is made up: whom it names is nobody.
      const intake = { township: township.id, form: template.form, data, nobodyMeant: true };
      const row = await this.transactions.run(SYSTEM, async () => {
        const filed = await this.filing.file(intake, LOCALE, at);
        await this.store.keep({ ...progress, made: index + 1 });
        return filed;
      });
      await this.walk.take(row, { ...world, random });
    }
    this.logger.log({ msg: 'demonstration cases made', count });
  }

  /** `$place` anywhere in a template stands for the village that the case is about. */
  private placed(data: FormData, village: string): FormData {
    return JSON.parse(JSON.stringify(data).replaceAll('"$place"', JSON.stringify(village)));
  }
}
