import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case may ask to have the decision of an earlier one reviewed. */
export class Reviews1765000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file ADD COLUMN about_id uuid REFERENCES case_file, ADD COLUMN review jsonb');
    await runner.query('CREATE INDEX case_file_about ON case_file (about_id) WHERE about_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file DROP COLUMN about_id, DROP COLUMN review');
  }
}
