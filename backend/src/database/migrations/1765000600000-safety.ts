import type { MigrationInterface, QueryRunner } from 'typeorm';

const VISIBLE = 'starts_with(scope_path, caseway_scope()) AND caseway_within(scope_path)';
const OWN = "(user_id = caseway_user() OR caseway_scope() = '/')";
/** Entries about the case itself, and entries about something else that name it. */
const NOT_OF_RECUSED = `NOT EXISTS (SELECT 1 FROM recusal r WHERE r.user_id = caseway_user()
  AND (r.case_id::text = object_id OR position(r.case_id::text IN concat(before::text, after::text)) > 0))`;
const NOT_RECUSED = `NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = notification.case_id AND r.user_id = caseway_user())`;

/**
 * Answers kept for retries are sealed, for they hold what was answered: those kept in clear until now are forgotten. Who is recused
 * from a case finds nothing of it in the audit or among messages that came before.
 */
export class Safety1765000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM idempotency_key');
    await runner.query(`ALTER TABLE idempotency_key DROP COLUMN response, DROP COLUMN headers, DROP COLUMN status,
      ADD COLUMN response bytea`);
    await runner.query('CREATE INDEX idempotency_key_age ON idempotency_key (created_at)');
    await runner.query('CREATE INDEX recusal_user ON recusal (user_id)');
    await runner.query(`ALTER POLICY may_read ON audit_entry USING (${VISIBLE} AND ${NOT_OF_RECUSED})`);
    for (const policy of ['may_read', 'may_update'])
      await runner.query(`ALTER POLICY ${policy} ON notification USING (${OWN} AND ${NOT_RECUSED})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const policy of ['may_read', 'may_update'])
      await runner.query(`ALTER POLICY ${policy} ON notification USING (${OWN})`);
    await runner.query(`ALTER POLICY may_read ON audit_entry USING (${VISIBLE})`);
    await runner.query('DROP INDEX recusal_user');
    await runner.query('DROP INDEX idempotency_key_age');
    await runner.query('DELETE FROM idempotency_key');
    await runner.query(`ALTER TABLE idempotency_key DROP COLUMN response,
      ADD COLUMN status int, ADD COLUMN headers jsonb, ADD COLUMN response jsonb`);
  }
}
