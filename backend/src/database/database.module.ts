import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.ts';
import type { Connection } from './open-database.ts';
import { Transactions } from './transactions.ts';

/** The database: opened and migrated before the application is put together, closed with it. */
@Global()
@Module({})
export class DatabaseModule {
  static with(connection: Connection, source: DataSource): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => dataSourceOptions(connection),
          dataSourceFactory: async () => source,
        }),
      ],
      providers: [Transactions],
      exports: [Transactions, TypeOrmModule],
    };
  }
}
