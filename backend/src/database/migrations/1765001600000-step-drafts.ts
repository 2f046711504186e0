import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = 'user_id = caseway_user()';
const SYSTEM = "(caseway_user() IS NULL AND caseway_scope() = '/')";
/** Who may not see the case any more finds nothing of it in what they wrote. */
const SEEN = 'EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id)';

/**
 * What somebody has written with an action of a case and not done: theirs alone, for as long as they see the case. And a backup keeps
 * drafts, and what drafts have become.
 */
export class StepDrafts1765001600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE step_draft (
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  case_id uuid NOT NULL REFERENCES case_file,
  action text NOT NULL,
  content bytea NOT NULL,
  revision int NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, case_id, action)
);
CREATE INDEX step_draft_age ON step_draft (updated_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON step_draft TO caseway_app;
ALTER TABLE step_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE step_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON step_draft TO caseway_app USING (${OWN} AND ${SEEN}) WITH CHECK (${OWN} AND ${SEEN});
CREATE POLICY sweep ON step_draft FOR SELECT TO caseway_app USING (${SYSTEM});
CREATE POLICY swept ON step_draft FOR DELETE TO caseway_app USING (${SYSTEM});
CREATE POLICY restored ON step_draft FOR INSERT TO caseway_app WITH CHECK (${SYSTEM});
CREATE POLICY restored ON registration_draft FOR INSERT TO caseway_app WITH CHECK (${SYSTEM});
CREATE POLICY backed_up ON filed_draft FOR SELECT TO caseway_app USING (${SYSTEM});
CREATE POLICY restored ON filed_draft FOR INSERT TO caseway_app WITH CHECK (${SYSTEM});
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY restored ON filed_draft');
    await runner.query('DROP POLICY backed_up ON filed_draft');
    await runner.query('DROP POLICY restored ON registration_draft');
    await runner.query('DROP TABLE step_draft');
  }
}
