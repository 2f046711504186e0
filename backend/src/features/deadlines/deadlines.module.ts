import { Module } from '@nestjs/common';
import { Deadlines } from './deadlines.service.ts';
import { DeadlinesStore } from './deadlines-store.ts';

@Module({ providers: [DeadlinesStore, Deadlines], exports: [Deadlines] })
export class DeadlinesModule {}
