import type { MigrationInterface, QueryRunner } from 'typeorm';

const DOWNWARD = 'starts_with(scope_path, caseway_scope())';
const READ = `${DOWNWARD} AND caseway_within(scope_path) AND NOT EXISTS (
  SELECT 1 FROM recusal r WHERE r.case_id = clock_proposal.case_id AND r.user_id = caseway_user())`;

/** Every clock of a case names the calendar that it is counted with. */
const CALENDAR_OF_EACH = `
UPDATE case_file c SET path_state = jsonb_set(c.path_state, '{clocks}', (
  SELECT jsonb_agg(e.each || jsonb_build_object('calendar', coalesce(k.calendar_version_id, c.calendar_version_id)) ORDER BY e.nr)
    FROM jsonb_array_elements(c.path_state->'clocks') WITH ORDINALITY AS e(each, nr)
    LEFT JOIN case_clock k ON k.case_id = c.id AND k.clock_key = e.each->>'clock' AND k.epoch = (e.each->>'epoch')::int))
 WHERE jsonb_array_length(c.path_state->'clocks') > 0`;

/** Row-level security is forced on the tables' owner, too: unless it is a superuser, it would see no row to change. */
async function seeingAll(runner: QueryRunner, tables: readonly string[], statement: string): Promise<void> {
  for (const table of tables) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  await runner.query(statement);
  for (const table of tables) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
}

/** Calendars per clock, calls in rounds, lateness that stays, corrections that a person confirms, a daily round that is caught up. */
export class Clocks1765000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE case_clock ADD missed_on date, ADD whose text NOT NULL DEFAULT 'authority';
ALTER TABLE deadline ADD round int NOT NULL DEFAULT 1, ADD superseded boolean NOT NULL DEFAULT false,
  ADD attempts int NOT NULL DEFAULT 0, ADD last_error text, ADD retry_at timestamptz;
ALTER TABLE deadline DROP CONSTRAINT deadline_case_id_clock_key_level_epoch_key;
ALTER TABLE deadline ADD CONSTRAINT deadline_once UNIQUE (case_id, clock_key, epoch, level, round);
ALTER TABLE outbox ADD subject text, ADD superseded_at timestamptz;
CREATE INDEX outbox_subject ON outbox (subject) WHERE delivered_at IS NULL AND superseded_at IS NULL;

CREATE TABLE clock_proposal (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  clock_key text NOT NULL,
  epoch int NOT NULL,
  calendar_version_id uuid NOT NULL REFERENCES config_version,
  from_due_on date NOT NULL,
  to_due_on date NOT NULL,
  told_petitioner boolean NOT NULL,
  told_staff boolean NOT NULL,
  created_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  decided_at timestamptz,
  decided_by uuid REFERENCES app_user,
  adopted boolean,
  reasons text
);
CREATE INDEX clock_proposal_open ON clock_proposal (case_id) WHERE decided_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE daily_round (
  day date PRIMARY KEY,
  started_at timestamptz NOT NULL,
  after_id uuid,
  finished_at timestamptz,
  failed uuid[] NOT NULL DEFAULT '{}',
  attempts int NOT NULL DEFAULT 0,
  retry_at timestamptz
);

GRANT SELECT, INSERT, UPDATE, DELETE ON clock_proposal, daily_round TO caseway_app;
ALTER TABLE clock_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock_proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON clock_proposal FOR SELECT TO caseway_app USING (${READ});
CREATE POLICY may_insert ON clock_proposal FOR INSERT TO caseway_app WITH CHECK (${DOWNWARD});
CREATE POLICY may_update ON clock_proposal FOR UPDATE TO caseway_app USING (${DOWNWARD}) WITH CHECK (${DOWNWARD});
CREATE POLICY may_delete ON clock_proposal FOR DELETE TO caseway_app USING (${DOWNWARD});`);
    await seeingAll(runner, ['case_file', 'case_clock'], CALENDAR_OF_EACH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await seeingAll(runner, ['deadline'], 'DELETE FROM deadline WHERE round > 1');
    await runner.query(`
DROP TABLE clock_proposal, daily_round;
DROP INDEX outbox_subject;
ALTER TABLE outbox DROP subject, DROP superseded_at;
ALTER TABLE deadline DROP CONSTRAINT deadline_once;
ALTER TABLE deadline DROP round, DROP superseded, DROP attempts, DROP last_error, DROP retry_at;
ALTER TABLE deadline ADD CONSTRAINT deadline_case_id_clock_key_level_epoch_key UNIQUE (case_id, clock_key, level, epoch);
ALTER TABLE case_clock DROP missed_on, DROP whose;`);
  }
}
