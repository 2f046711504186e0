import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Founding } from './founding.service.ts';

@Module({ imports: [ConfigurationModule, TownshipsModule, UsersModule], providers: [Founding], exports: [Founding] })
export class FoundingModule {}
