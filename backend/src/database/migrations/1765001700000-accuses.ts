import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row-level security is forced on the tables' owner, too: unless it is a superuser, it would see no row to change. */
const FORCED = ['case_file', 'config_version'] as const;

/** Whether its form asks whom a case speaks against stands on the case: lists and counts go by it without reading forms. */
export class Accuses1765001700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file ADD COLUMN accuses boolean NOT NULL DEFAULT false');
    for (const table of FORCED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      UPDATE case_file SET accuses = true FROM config_version v
       WHERE v.id = case_file.form_version_id
         AND jsonb_path_exists(v.content::jsonb, '$.schema.**."x-recuses" ? (@ == "named" || @ == "department")')`);
    for (const table of FORCED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file DROP COLUMN accuses');
  }
}
