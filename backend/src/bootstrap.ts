import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.ts';
import { Clock } from './clock/clock.ts';
import type { Settings } from './config/settings.ts';
import { openDataSource } from './database/data-source.ts';
import { openDatabase } from './database/open-database.ts';
import { LARGEST_FILE } from './features/attachments/attachments.service.ts';
import { Connections } from './http/connections.ts';
import { guardInput } from './http/input-guard.ts';
import { readJsonBodies } from './http/json-body.ts';
import { makeLogger } from './http/logger.ts';
import { NestLogger } from './http/nest-logger.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { localeOf, requestStorage } from './http/request-context.ts';
import { serveWebApp } from './http/web-app.ts';
import { newId } from './new-id.ts';
import { checkSecret } from './secrets/check-secret.ts';

const BODY_LIMIT = 2 * 1024 * 1024;

export interface RunningApp {
  app: NestFastifyApplication;
  close: () => Promise<void>;
}

/** Scripts are the app's own files; antd writes style elements; only workers may compile code, by their own policy. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};

async function addPlugins(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onRequest', (request, _, done) => {
    const locale = localeOf(request.headers['accept-language']);
    requestStorage.run({ requestId: request.id, address: request.ip, locale }, done);
  });
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  fastify.addHook('preValidation', (request, _, done) => {
    guardInput(request);
    done();
  });
  await fastify.register(fastifyHelmet, { contentSecurityPolicy: { useDefaults: false, directives: POLICY } });
  await fastify.register(fastifyCookie);
  await fastify.register(fastifyMultipart, { limits: { fileSize: LARGEST_FILE, files: 1 } });
}

function describe(app: NestFastifyApplication): void {
  const info = new DocumentBuilder()
    .setTitle('Caseway · 诉求通')
    .setDescription('Register what people bring, decide it by rules that are data, and follow it to its end.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('caseway_session')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, info), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}

/** Opens the database and puts the application together, ready to listen. `clock` takes the place of the real one. */
export async function createApp(settings: Settings, { clock }: { clock?: Clock } = {}): Promise<RunningApp> {
  const logger = makeLogger(settings.logLevel);
  const database = await openDatabase(settings);
  let app: NestFastifyApplication | undefined;
  let connections: Connections;
  try {
    const source = await openDataSource(database.connection, settings.databaseLimits);
    await checkSecret(source, settings.secret);
    const adapter = new FastifyAdapter({
      loggerInstance: logger,
      bodyLimit: BODY_LIMIT,
      genReqId: () => newId(),
      trustProxy: 'loopback',
      routerOptions: { maxParamLength: 200 },
      // An address that cannot be decoded never comes to a route, nor to the filter of the routes.
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
        new ProblemFilter().send(error, request, reply),
    });
    app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with(settings, database.connection, source),
      adapter,
      { logger: new NestLogger(logger), abortOnError: false },
    );
    if (clock)
      Object.assign(app.get(Clock), {
        now: () => clock.now(),
        shared: (read: () => Promise<Date>) => clock.shared(read),
      });
    connections = new Connections(adapter.getInstance());
    readJsonBodies(app, BODY_LIMIT);
    await addPlugins(adapter.getInstance());
    app.setGlobalPrefix('api');
    app.useGlobalPipes(new StandardSchemaValidationPipe());
    describe(app);
    await serveWebApp(adapter.getInstance());
    await app.init();
  } catch (error) {
    await app?.close();
    await database.close();
    throw error;
  }
  const ready = app;
  return {
    app: ready,
    close: async () => {
      const ended = connections.end();
      await ready.close();
      ended();
      await database.close();
    },
  };
}
