import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import { ActivateBody, CheckActivationBody, CheckOut, ConfigurationOut, Instant } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { IfMatch, setEtag } from '../../http/etag.ts';
import { IdPipe } from '../../http/params.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Activations } from './activations.service.ts';

const AtQuery = Type.Object({ at: Type.Optional(Instant) });

/** Which versions are in force in a township, then or now. */
@Controller('townships/:id/configuration')
export class TownshipConfigurationController {
  constructor(private readonly activations: Activations) {}

  @Get()
  @Access('any')
  @Returns(200, ConfigurationOut, 'tagged')
  async read(
    @Param('id', IdPipe) id: string,
    @Query({ schema: api(AtQuery) }) query: Static<typeof AtQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfigurationOut> {
    return tagged(reply, await this.activations.read(id, query.at ? new Date(query.at) : 'now'));
  }

  @Post('check')
  @Access(['platform-admin'])
  @HttpCode(200)
  @Returns(200, CheckOut)
  async check(
    @Param('id', IdPipe) id: string,
    @Body({ schema: api(CheckActivationBody) }) body: CheckActivationBody,
  ): Promise<CheckOut> {
    return { findings: await this.activations.check(id, body, currentLocale()) };
  }

  @Post()
  @Access(['platform-admin'])
  @HttpCode(200)
  @Returns(200, ConfigurationOut, 'tagged')
  async activate(
    @Param('id', IdPipe) id: string,
    @IfMatch() etag: string,
    @Body({ schema: api(ActivateBody) }) body: ActivateBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfigurationOut> {
    return tagged(reply, await this.activations.activate(id, body, currentLocale(), { expected: etag }));
  }
}

function tagged(reply: FastifyReply, configuration: ConfigurationOut): ConfigurationOut {
  setEtag(reply, configuration.configuration);
  return configuration;
}
