import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Delivery } from './delivery.service.ts';
import { NotificationsController } from './notifications.controller.ts';
import { Notifications } from './notifications.service.ts';
import { NotificationsStore } from './notifications-store.ts';
import { Outbox } from './outbox.service.ts';
import { OutboxStore } from './outbox-store.ts';
import { QuietHours } from './quiet-hours.service.ts';

@Module({
  imports: [UsersModule, TownshipsModule, ConfigurationModule],
  controllers: [NotificationsController],
  providers: [OutboxStore, Outbox, NotificationsStore, Notifications, QuietHours, Delivery],
  exports: [Outbox, Notifications, QuietHours, Delivery],
})
export class NotificationsModule {}
