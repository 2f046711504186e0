import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCOPE_PATH = 'starts_with(scope_path, caseway_scope())';

/** A village registers by what is in force in its township: who sits in the village must see it, and change none of it. */
export class VillagesReadActivations1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER POLICY may_read ON activation USING (${SCOPE_PATH} OR starts_with(caseway_scope(), scope_path))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY may_read ON activation USING (${SCOPE_PATH})`);
  }
}
