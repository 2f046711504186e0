import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { HealthStore } from './health-store.ts';
import { Readiness } from './readiness.service.ts';

@Module({ controllers: [HealthController], providers: [HealthStore, Readiness] })
export class HealthModule {}
