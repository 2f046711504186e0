import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places are renamed and closed; what lies in a closed one stays readable. */
export class PlacesChange1765000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scope ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN closed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scope DROP COLUMN version, DROP COLUMN closed_at');
  }
}
