import type { MigrationInterface, QueryRunner } from 'typeorm';

const VISIBLE = 'starts_with(scope_path, caseway_scope()) AND caseway_within(scope_path)';
const OWN = "(user_id = caseway_user() OR caseway_scope() = '/')";

/** The column that says whose case a row is, by table; read where the case is seen. */
const OF_A_CASE = {
  case_file: 'id',
  decision: 'case_id',
  case_clock: 'case_id',
  deadline: 'case_id',
  task: 'case_id',
  timeline: 'case_id',
  attachment: 'case_id',
  clock_proposal: 'case_id',
  case_person: 'case_id',
  case_correction: 'case_id',
} as const;

/** Worked out once a statement, whatever the number of rows: it depends on none of them. */
const RECUSED = 'SELECT caseway_recused(caseway_user())';
const ENTRY_NAMES_IT = 'c.id::text = object_id OR position(c.id::text IN concat(before::text, after::text)) > 0';

const NOW = {
  ofCase: (column: string) => `${VISIBLE} AND ${column} NOT IN (${RECUSED})`,
  notification: `${OWN} AND (case_id IS NULL OR case_id NOT IN (${RECUSED}))`,
  audit: `${VISIBLE} AND NOT EXISTS (SELECT 1 FROM unnest(ARRAY(${RECUSED})) AS c(id) WHERE ${ENTRY_NAMES_IT})`,
};

const notIn = (column: string) =>
  `NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = ${column} AND r.user_id = caseway_user())`;
const BEFORE = {
  ofCase: (column: string, table: string) => `${VISIBLE} AND ${notIn(`${table}.${column}`)}`,
  notification: `${OWN} AND ${notIn('notification.case_id')}`,
  audit: `${VISIBLE} AND NOT EXISTS (SELECT 1 FROM recusal r WHERE r.user_id = caseway_user()
    AND (r.case_id::text = object_id OR position(r.case_id::text IN concat(before::text, after::text)) > 0))`,
};

async function goBy(runner: QueryRunner, { ofCase, notification, audit }: typeof BEFORE): Promise<void> {
  for (const [table, column] of Object.entries(OF_A_CASE))
    await runner.query(`ALTER POLICY may_read ON ${table} USING (${ofCase(column, table)})`);
  for (const policy of ['may_read', 'may_update'])
    await runner.query(`ALTER POLICY ${policy} ON notification USING (${notification})`);
  await runner.query(`ALTER POLICY may_read ON audit_entry USING (${audit})`);
}

/**
 * A whole department is kept out of a case: whoever belongs to it at or below a place, now or later. From which cases
 * somebody is kept out is said in one place, and every policy asks there.
 */
export class DepartmentRecusals1765000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE department_recusal (
  case_id uuid NOT NULL REFERENCES case_file,
  department text NOT NULL,
  scope_path text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, department)
);
CREATE INDEX department_recusal_department ON department_recusal (department);
CREATE INDEX app_user_department ON app_user (department) WHERE department IS NOT NULL;

CREATE FUNCTION caseway_of_unit(person_department text, person_path text, department text, path text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT person_department = department AND starts_with(person_path, path) $$;

CREATE VIEW recused WITH (security_invoker = true) AS
  SELECT case_id, user_id FROM recusal
  UNION
  SELECT d.case_id, u.id FROM department_recusal d
    JOIN app_user u ON caseway_of_unit(u.department, u.scope_path, d.department, d.scope_path);

CREATE FUNCTION caseway_recused(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 AS
  $$ SELECT case_id FROM recused WHERE user_id = person $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON department_recusal TO caseway_app;
GRANT SELECT ON recused TO caseway_app;`);
    await goBy(runner, NOW);
  }

  async down(runner: QueryRunner): Promise<void> {
    await goBy(runner, BEFORE);
    await runner.query(`
DROP FUNCTION caseway_recused(uuid);
DROP VIEW recused;
DROP FUNCTION caseway_of_unit(text, text, text, text);
DROP INDEX app_user_department;
DROP TABLE department_recusal;`);
  }
}
