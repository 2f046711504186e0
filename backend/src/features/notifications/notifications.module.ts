import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.ts';
import { Delivery } from './delivery.service.ts';
import { NotificationsController } from './notifications.controller.ts';
import { Notifications } from './notifications.service.ts';
import { NotificationsStore } from './notifications-store.ts';
import { Outbox } from './outbox.service.ts';
import { OutboxStore } from './outbox-store.ts';

@Module({
  imports: [UsersModule],
  controllers: [NotificationsController],
  providers: [OutboxStore, Outbox, NotificationsStore, Notifications, Delivery],
  exports: [Outbox, Notifications, Delivery],
})
export class NotificationsModule {}
