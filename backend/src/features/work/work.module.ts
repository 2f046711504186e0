import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { WorkController } from './work.controller.ts';
import { Work } from './work.service.ts';

@Module({ imports: [CasesModule], controllers: [WorkController], providers: [Work] })
export class WorkModule {}
