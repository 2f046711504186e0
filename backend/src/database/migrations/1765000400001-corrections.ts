import type { MigrationInterface, QueryRunner } from 'typeorm';

const DOWNWARD = 'starts_with(scope_path, caseway_scope())';
const NOT_RECUSED =
  'NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = case_correction.case_id AND r.user_id = caseway_user())';
/** Parts of a case that nobody rewrites; where they lie moves with the case. */
const KEPT = ['decision', 'timeline'] as const;

/**
 * What was registered before it was corrected; and a case that lay in the wrong place moves with all of its parts. What
 * is append-only stays so in every other column.
 */
export class Corrections1765000400001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE case_correction (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid REFERENCES app_user,
  reason text NOT NULL,
  data jsonb NOT NULL,
  sensitive bytea
);
CREATE INDEX case_correction_case ON case_correction (case_id, at);
GRANT SELECT, INSERT ON case_correction TO caseway_app;
GRANT UPDATE (scope_path) ON case_correction, ${KEPT.join(', ')} TO caseway_app;
ALTER TABLE case_correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_correction FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON case_correction FOR SELECT TO caseway_app
  USING (${DOWNWARD} AND ${NOT_RECUSED} AND caseway_within(scope_path));
CREATE POLICY may_insert ON case_correction FOR INSERT TO caseway_app WITH CHECK (${DOWNWARD});
CREATE POLICY may_update ON case_correction FOR UPDATE TO caseway_app USING (${DOWNWARD}) WITH CHECK (${DOWNWARD});
`);
    for (const table of [...KEPT, 'case_correction']) {
      await runner.query(`DROP TRIGGER IF EXISTS ${table}_append_only ON ${table}`);
      await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION caseway_refuse_change()`);
      await runner.query(`CREATE TRIGGER ${table}_only_moves BEFORE UPDATE ON ${table} FOR EACH ROW
        WHEN (to_jsonb(NEW) - 'scope_path' IS DISTINCT FROM to_jsonb(OLD) - 'scope_path')
        EXECUTE FUNCTION caseway_refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of KEPT) {
      await runner.query(`DROP TRIGGER ${table}_only_moves ON ${table}`);
      await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
      await runner.query(`REVOKE UPDATE (scope_path) ON ${table} FROM caseway_app`);
      await runner.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION caseway_refuse_change()`);
    }
    await runner.query('DROP TABLE case_correction');
  }
}
