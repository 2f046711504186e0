import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { ClockModule } from './clock/clock.module.ts';
import { ConfigModule } from './config/config.module.ts';
import type { Settings } from './config/settings.ts';
import { DatabaseModule } from './database/database.module.ts';
import type { Connection } from './database/open-database.ts';
import { AuditModule } from './features/audit/audit.module.ts';
import { AuthModule } from './features/auth/auth.module.ts';
import { CasesModule } from './features/cases/cases.module.ts';
import { ConfigurationModule } from './features/configuration/configuration.module.ts';
import { DecisionsModule } from './features/decisions/decisions.module.ts';
import { DemonstrationModule } from './features/demonstration/demonstration.module.ts';
import { EscalationModule } from './features/escalation/escalation.module.ts';
import { FoundingModule } from './features/founding/founding.module.ts';
import { HealthModule } from './features/health/health.module.ts';
import { HousekeepingModule } from './features/housekeeping/housekeeping.module.ts';
import { ImpactModule } from './features/impact/impact.module.ts';
import { NotificationsModule } from './features/notifications/notifications.module.ts';
import { StatisticsModule } from './features/statistics/statistics.module.ts';
import { TownshipsModule } from './features/townships/townships.module.ts';
import { UsersModule } from './features/users/users.module.ts';
import { WorkModule } from './features/work/work.module.ts';
import { CallerAccess } from './http/access-state.ts';
import { AuthGuard } from './http/auth.guard.ts';
import { KnownQuery } from './http/known-query.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { TransactionInterceptor } from './http/transaction.interceptor.ts';
import { SecretsModule } from './secrets/secrets.module.ts';

/** Puts the parts together; nothing else. */
@Module({})
export class AppModule {
  static with(settings: Settings, connection: Connection, source: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        DatabaseModule.with(connection, source),
        ClockModule,
        SecretsModule,
        AuthModule,
        AuditModule,
        UsersModule,
        TownshipsModule,
        // Before the documents: their routes are the more particular ones.
        DecisionsModule,
        ImpactModule,
        ConfigurationModule,
        NotificationsModule,
        CasesModule,
        EscalationModule,
        WorkModule,
        StatisticsModule,
        DemonstrationModule,
        FoundingModule,
        HealthModule,
        HousekeepingModule,
      ],
      providers: [
        CallerAccess,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_INTERCEPTOR, useClass: KnownQuery },
        { provide: APP_INTERCEPTOR, useClass: TransactionInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
