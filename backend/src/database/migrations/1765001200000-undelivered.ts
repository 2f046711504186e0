import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases with a letter that waits to be delivered are found at once, in a ledger of any size: few of them wait. */
export class Undelivered1765001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX case_file_undelivered ON case_file (scope_path) WHERE jsonb_path_exists(path_state,
        '$.history[*].told ? (@.deliveredOn == null && !exists(@.givenUpAt))')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_file_undelivered');
  }
}
