import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = 'user_id = caseway_user()';
const SYSTEM = "(caseway_user() IS NULL AND caseway_scope() = '/')";
/** A place that its writer does not see any more, or a case that they are kept out of by now, takes the draft with it. */
const OPEN = `EXISTS (SELECT 1 FROM scope s WHERE s.id = township_id)
  AND (about_id IS NULL OR about_id NOT IN (SELECT caseway_recused(caseway_user())))`;

/**
 * What somebody has written and not sent, and which case a draft has become. Nobody but its writer reads either, whatever their role;
 * what is written is sealed. The id is made by the page that begins it: it names a draft of this person alone.
 */
export class Drafts1765001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE registration_draft (
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  township_id uuid NOT NULL REFERENCES scope,
  form_version_id uuid NOT NULL REFERENCES config_version,
  about_id uuid,
  title bytea NOT NULL,
  content bytea NOT NULL,
  revision int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, id)
);
CREATE INDEX registration_draft_age ON registration_draft (updated_at);
CREATE TABLE filed_draft (
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  case_id uuid REFERENCES case_file,
  PRIMARY KEY (user_id, id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON registration_draft TO caseway_app;
GRANT SELECT, INSERT, UPDATE ON filed_draft TO caseway_app;
ALTER TABLE registration_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE registration_draft FORCE ROW LEVEL SECURITY;
ALTER TABLE filed_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE filed_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON registration_draft TO caseway_app USING (${OWN} AND ${OPEN}) WITH CHECK (${OWN} AND ${OPEN});
CREATE POLICY sweep ON registration_draft FOR SELECT TO caseway_app USING (${SYSTEM});
CREATE POLICY swept ON registration_draft FOR DELETE TO caseway_app USING (${SYSTEM});
CREATE POLICY own ON filed_draft TO caseway_app USING (${OWN}) WITH CHECK (${OWN});
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE filed_draft');
    await runner.query('DROP TABLE registration_draft');
  }
}
