import type { MigrationInterface, QueryRunner } from 'typeorm';

const DOWNWARD = 'starts_with(scope_path, caseway_scope())';
const notRecused = (caseId: string) =>
  `NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = ${caseId} AND r.user_id = caseway_user())`;

/** The condition under which rows of a table were read before. */
const READ: Record<string, string> = {
  case_file: `${DOWNWARD} AND ${notRecused('case_file.id')}`,
  audit_entry: DOWNWARD,
  ...Object.fromEntries(
    ['decision', 'case_clock', 'deadline', 'task', 'timeline', 'attachment'].map((table) => [
      table,
      `${DOWNWARD} AND ${notRecused(`${table}.case_id`)}`,
    ]),
  ),
};

/** Who holds a role in several places sees the cases of these, and not all that lies between them. */
export class RolesWhereGranted1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE FUNCTION caseway_within(path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('caseway.within', true), '') = ''
       OR EXISTS (SELECT 1 FROM unnest(string_to_array(current_setting('caseway.within', true), ' ')) AS place
                  WHERE starts_with(path, place)) $$`);
    for (const [table, read] of Object.entries(READ)) {
      await runner.query(`ALTER POLICY may_read ON ${table} USING (${read} AND caseway_within(scope_path))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, read] of Object.entries(READ)) {
      await runner.query(`ALTER POLICY may_read ON ${table} USING (${read})`);
    }
    await runner.query('DROP FUNCTION caseway_within(text)');
  }
}
