import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import Type, { type Static } from 'typebox';
import { AcknowledgeAllBody, NotificationOut, Page, PageQuery } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { IdPipe } from '../../http/params.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Notifications } from './notifications.service.ts';

const NotificationQuery = Type.Object({ ...PageQuery.properties, unread: Type.Optional(Type.Boolean()) });

@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: Notifications) {}

  @Get()
  @Access('any')
  @Returns(200, Page(NotificationOut))
  async list(@Query({ schema: api(NotificationQuery) }) query: Static<typeof NotificationQuery>) {
    return this.notifications.list(query.unread ?? false, query.cursor, query.limit ?? 50);
  }

  /** All that is not urgent and was told until `until`. */
  @Post('acknowledge')
  @Access('any')
  @HttpCode(204)
  async acknowledgeAll(@Body({ schema: api(AcknowledgeAllBody) }) { until }: AcknowledgeAllBody): Promise<void> {
    await this.notifications.acknowledgeAll(new Date(until));
  }

  @Post(':id/acknowledge')
  @Access('any')
  @HttpCode(204)
  async acknowledge(@Param('id', IdPipe) id: string): Promise<void> {
    await this.notifications.acknowledge(id);
  }
}
