import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { DeadlinesModule } from '../deadlines/deadlines.module.ts';
import { HousekeepingModule } from '../housekeeping/housekeeping.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { DailyRound } from './daily-round.service.ts';
import { DailyRoundStore } from './daily-round-store.ts';
import { Escalation } from './escalation.service.ts';
import { Heartbeat } from './heartbeat.service.ts';

@Module({
  imports: [CasesModule, DeadlinesModule, NotificationsModule, HousekeepingModule],
  providers: [Escalation, DailyRoundStore, DailyRound, Heartbeat],
  exports: [Escalation, DailyRound],
})
export class EscalationModule {}
