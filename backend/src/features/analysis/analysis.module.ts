import { Module } from '@nestjs/common';
import { Analyses } from './analyses.service.ts';
import { FormProofs } from './form-proofs.service.ts';

@Module({ providers: [Analyses, FormProofs], exports: [Analyses, FormProofs] })
export class AnalysisModule {}
