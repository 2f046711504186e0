import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { Settings, SettingsError } from '../../config/settings.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { LibraryImport, readLibrary } from '../configuration/library-import.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { Users } from '../users/users.service.ts';

/** Gives an empty database what nothing can be done without: a district, its admin, and the shipped configuration. */
@Injectable()
export class Founding {
  constructor(
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly library: LibraryImport,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** True where something was founded. Throws SettingsError where the admin would have no password. */
  async foundIfEmpty(): Promise<boolean> {
    const { adminPassword: password, district: title } = this.settings;
    return this.transactions.run(SYSTEM, async () => {
      if ((await this.scopes.all()).length > 0) return false;
      if (password === null) {
        throw new SettingsError(
          'CASEWAY_ADMIN_PASSWORD is missing: the database is empty, and its first user "admin" needs a password of at least 12 characters.',
        );
      }
      const district = await this.scopes.create({
        key: 'district',
        parentId: null,
        kind: 'district',
        title: { 'zh-CN': title, en: title },
      });
      await this.library.publishAndActivateAll(await readLibrary(), district, [], this.clock.now());
      await this.users.create({
        username: 'admin',
        displayName: '平台管理员',
        scopeId: district.id,
        roles: [{ role: 'platform-admin', scopeId: district.id }],
        password,
      });
      return true;
    });
  }
}
