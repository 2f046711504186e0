import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { HealthStore } from './health-store.ts';

@Module({ controllers: [HealthController], providers: [HealthStore] })
export class HealthModule {}
