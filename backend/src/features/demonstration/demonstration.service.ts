import { type FormData, type Random, randomInt, randomPick, sampleData, seededRandom } from '@caseway/form-schemas';
import { DAY_MS, localDay, type Role, requiredDocuments } from '@caseway/rule-sets';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { Settings } from '../../config/settings.ts';
import { type Principal, SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { CasePeople } from '../cases/case/case-people.service.ts';
import type { CaseRow } from '../cases/case/case-row.ts';
import { CaseFiling } from '../cases/filing/case-filing.service.ts';
import { CaseActions } from '../cases/handling/case-actions.service.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { LibraryImport, readLibrary } from '../configuration/library-import.ts';
import { type Scope, Scopes } from '../townships/scopes.service.ts';
import { Users } from '../users/users.service.ts';
import { type DemonstrationFile, readDemonstration } from './demonstration-file.ts';

const PLATFORM_ADMIN = 'admin';
const LOCALE = 'zh-CN';

interface World {
  file: DemonstrationFile;
  random: Random;
  townships: Scope[];
  villages: Map<string, Scope[]>;
  now: Date;
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
    private readonly actions: CaseActions,
    private readonly people: CasePeople,
    private readonly reader: ConfigurationReader,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the user names with their one-time passwords; null where there is something already. `told` has them as soon as they
   * are good: should the power fail while cases are made, somebody can still sign in.
   */
  async seedIfEmpty({ withCases = true, told = () => undefined }: SeedOptions = {}): Promise<Account[] | null> {
    const now = this.clock.now();
    const file = await readDemonstration();
    const begun = await this.transactions.run(SYSTEM, async () => {
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
      return { accounts: await this.makeUsers(file, made), made, townships };
    });
    if (!begun) return null;
    const { accounts, made, townships } = begun;
    told(accounts);
    const villages = new Map(townships.map(({ id }) => [id, [...made.values()].filter((it) => it.parentId === id)]));
    if (withCases) await this.makeCases({ file, random: seededRandom(file.cases.seed), townships, villages, now });
    return accounts;
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
    const { file, random, townships, now } = world;
    const { count, months } = file.cases;
    const moments = Array.from({ length: count }, () => {
      const days = randomInt(random, [0, months * 30]);
      // In the hours in which an office is open, 9:00 to 17:00 in Asia/Shanghai.
      return new Date(now.getTime() - days * DAY_MS - randomInt(random, [0, 3_600_000]));
    }).sort((a, b) => a.getTime() - b.getTime());
    for (const at of moments) {
      const township = randomPick(random, townships);
      const template = randomPick(
        random,
        file.caseTemplates,
        file.caseTemplates.map(({ weight }) => weight),
      );
      const village = randomPick(random, world.villages.get(township.id) ?? [township]);
      const data = this.placed(sampleData(template.data, { random, today: localDay(at) }) as FormData, village.key);
      const intake = { township: township.id, form: template.form, data };
      const row = await this.transactions.run(SYSTEM, () => this.filing.file(intake, LOCALE, at));
      await this.walk(row, world);
    }
    this.logger.log({ msg: 'demonstration cases made', count });
  }

  /** `$place` anywhere in a template stands for the village that the case is about. */
  private placed(data: FormData, village: string): FormData {
    return JSON.parse(JSON.stringify(data).replaceAll('"$place"', JSON.stringify(village)));
  }

  /** Takes a case along its path, as an office would in the time since; young cases are still on their way. */
  private async walk(filed: CaseRow, { file, random, now }: World): Promise<void> {
    let row = filed;
    let at = row.createdAt;
    for (let steps = 0; steps < 12 && row.status === 'open'; steps++) {
      at = new Date(at.getTime() + randomInt(random, [1, 9]) * DAY_MS);
      if (at >= now || random() < 0.06) return;
      const next = await this.act(row, file, random, at);
      if (!next) return;
      row = next;
    }
  }

  /** Does one of the actions that lead on, by the person whose it is. Null where the case rests. */
  private async act(row: CaseRow, file: DemonstrationFile, random: Random, at: Date): Promise<CaseRow | null> {
    return this.transactions
      .run(SYSTEM, async () => {
        const path = await this.reader.version('paths', row.pathVersionId);
        const step = path.content.steps.find(({ key }) => key === row.step);
        const onward = (step?.actions ?? []).filter(
          (action) => action.to !== row.step && requiredDocuments(path.content, row.pathState, action).length === 0,
        );
        if (onward.length === 0) return null;
        const action = randomPick(
          random,
          onward,
          onward.map((_, index) => (index === 0 ? 6 : 1)),
        );
        const request = {
          reasons: randomPick(random, file.walk.reasons),
          legalBasis: file.walk.legalBasisOf[action.key] ?? randomPick(random, file.walk.legalBasis),
          policyBasis: randomPick(random, file.walk.policyBasis),
          ...(action.form && { data: file.walk.forms[action.form] ?? {} }),
        };
        return { action: action.key, by: action.by, request };
      })
      .then(async (chosen) => {
        if (!chosen) return null;
        const principal = await this.actor(row, chosen.by);
        if (!principal) return null;
        try {
          return await this.transactions.run(principal, () =>
            this.actions.act(row.id, chosen.action, chosen.request, LOCALE, { at }),
          );
        } catch (error) {
          // Not every path can be walked with invented words: such a case stays where it is, as a real one would.
          if (!(error instanceof DomainError)) throw error;
          return null;
        }
      });
  }

  private async actor(row: CaseRow, roles: readonly Role[]): Promise<Principal | null> {
    return this.transactions.run(SYSTEM, async () => {
      for (const role of roles) {
        const named = role === 'handler' ? row.handlerId : role === 'case-lead' ? row.caseLeadId : null;
        const [first] = await this.users.findByRole({ role, scopePath: row.scopePath });
        const id = named ?? first?.id;
        if (!id || (await this.people.recusedOf(row.id)).includes(id)) continue;
        const user = await this.users.byId(id);
        const { id: userId, displayName, scopePath, grants, department } = user;
        return { userId, displayName, scopePath, grants, department };
      }
      return null;
    });
  }
}
