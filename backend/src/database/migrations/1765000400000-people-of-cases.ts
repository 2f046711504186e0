import type { MigrationInterface, QueryRunner } from 'typeorm';

const DOWNWARD = 'starts_with(scope_path, caseway_scope())';
const NOT_RECUSED =
  'NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = case_person.case_id AND r.user_id = caseway_user())';
/** Subject to the policy of cases themselves: who sees both cases sees that they are linked, and nobody else. */
const SEES_BOTH = `EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_link.case_id)
  AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_link.other_id)`;

/**
 * Who brings a case, as keyed hashes by which a person is found and never read; which cases belong together; and what a
 * case is about. `people_kept` counts the way of hashing: 0 waits to be kept at the next start. The hash of the identity
 * number alone goes; after `down` it is there for no case, and can be worked out from nothing that SQL can read.
 */
export class PeopleOfCases1765000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE case_person (
  case_id uuid NOT NULL REFERENCES case_file,
  person int NOT NULL,
  scope_path text COLLATE "C" NOT NULL,
  name_hash bytea,
  phone_hash bytea,
  id_hash bytea,
  PRIMARY KEY (case_id, person)
);
CREATE INDEX case_person_name ON case_person (name_hash) WHERE name_hash IS NOT NULL;
CREATE INDEX case_person_phone ON case_person (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX case_person_id ON case_person (id_hash) WHERE id_hash IS NOT NULL;

CREATE TABLE case_link (
  case_id uuid NOT NULL REFERENCES case_file,
  other_id uuid NOT NULL REFERENCES case_file,
  kind text NOT NULL CHECK (kind IN ('same-matter', 'related')),
  linked_by uuid REFERENCES app_user,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, other_id),
  CHECK (case_id < other_id)
);
CREATE INDEX case_link_other ON case_link (other_id);

ALTER TABLE case_file ADD COLUMN people_kept int NOT NULL DEFAULT 0, ADD COLUMN matter text, DROP COLUMN petitioner_hash;
CREATE INDEX case_file_people_waiting ON case_file (people_kept, id);
CREATE INDEX case_file_matter ON case_file (place_id, matter) WHERE matter IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON case_person, case_link TO caseway_app;
ALTER TABLE case_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_person FORCE ROW LEVEL SECURITY;
ALTER TABLE case_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_link FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON case_person FOR SELECT TO caseway_app
  USING (${DOWNWARD} AND ${NOT_RECUSED} AND caseway_within(scope_path));
CREATE POLICY may_insert ON case_person FOR INSERT TO caseway_app WITH CHECK (${DOWNWARD});
CREATE POLICY may_update ON case_person FOR UPDATE TO caseway_app USING (${DOWNWARD}) WITH CHECK (${DOWNWARD});
CREATE POLICY may_delete ON case_person FOR DELETE TO caseway_app USING (${DOWNWARD});
CREATE POLICY may_read ON case_link FOR SELECT TO caseway_app USING (${SEES_BOTH});
CREATE POLICY may_insert ON case_link FOR INSERT TO caseway_app WITH CHECK (${SEES_BOTH});
CREATE POLICY may_update ON case_link FOR UPDATE TO caseway_app USING (${SEES_BOTH}) WITH CHECK (${SEES_BOTH});
CREATE POLICY may_delete ON case_link FOR DELETE TO caseway_app USING (${SEES_BOTH});
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE case_link;
DROP TABLE case_person;
DROP INDEX case_file_people_waiting, case_file_matter;
ALTER TABLE case_file DROP COLUMN people_kept, DROP COLUMN matter, ADD COLUMN petitioner_hash bytea;
CREATE INDEX case_file_petitioner ON case_file (petitioner_hash) WHERE petitioner_hash IS NOT NULL;
`);
  }
}
