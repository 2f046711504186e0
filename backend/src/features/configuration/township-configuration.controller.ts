import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import Type, { type Static } from 'typebox';
import { Clock } from '../../clock/clock.ts';
import { ActivateBody, ConfigurationOut, Instant } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Activations } from './activations.service.ts';

const AtQuery = Type.Object({ at: Type.Optional(Instant) });

/** Which versions are in force in a township, then or now. */
@Controller('townships/:id/configuration')
export class TownshipConfigurationController {
  constructor(
    private readonly activations: Activations,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('any')
  @Returns(200, ConfigurationOut)
  async read(
    @Param('id') id: string,
    @Query({ schema: api(AtQuery) }) query: Static<typeof AtQuery>,
  ): Promise<ConfigurationOut> {
    return this.activations.read(id, query.at ? new Date(query.at) : this.clock.now());
  }

  @Post()
  @Access(['platform-admin'])
  @HttpCode(200)
  @Returns(200, ConfigurationOut)
  async activate(
    @Param('id') id: string,
    @Body({ schema: api(ActivateBody) }) body: ActivateBody,
  ): Promise<ConfigurationOut> {
    return this.activations.activate(id, body, currentLocale());
  }
}
