import { Module } from '@nestjs/common';
import { Analyses } from './analyses.service.ts';

@Module({ providers: [Analyses], exports: [Analyses] })
export class AnalysisModule {}
