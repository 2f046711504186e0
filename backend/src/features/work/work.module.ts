import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { Day } from './day.service.ts';
import { DayOfConfiguration } from './day-of-configuration.service.ts';
import { DayOfPerson } from './day-of-person.service.ts';
import { DayOfPlace } from './day-of-place.service.ts';
import { WorkController } from './work.controller.ts';
import { Work } from './work.service.ts';

@Module({
  imports: [CasesModule, ConfigurationModule, TownshipsModule],
  controllers: [WorkController],
  providers: [Work, Day, DayOfPerson, DayOfPlace, DayOfConfiguration],
})
export class WorkModule {}
