import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { Deadlines } from './deadlines.service.ts';
import { DeadlinesStore } from './deadlines-store.ts';

@Module({
  imports: [ConfigurationModule, NotificationsModule],
  providers: [DeadlinesStore, Deadlines],
  exports: [Deadlines],
})
export class DeadlinesModule {}
