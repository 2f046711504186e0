import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As it is called in `case-texts.ts` when this was written. */
const JOINT = '{"zh-CN": "协助办理", "en": "Joint handling"}';

const SAID = (marks: string, sessions: string, supervise: string, caseLead: string, level: string) =>
  `jsonb_build_object('marks', ${marks}, 'sessions', ${sessions}, 'supervise', ${supervise}, 'caseLead', ${caseLead},
     'urgent', false, 'level', ${level}, 'notify', '[]'::jsonb)`;

/** The values of a list in the outcomes of a case's escalations after its filing. */
const LATER = (name: string) => `coalesce((
  SELECT jsonb_agg(DISTINCT value) FROM decision d,
         jsonb_array_elements_text(coalesce(d.result->'outcome'->'${name}', '[]'::jsonb)) AS value
   WHERE d.case_id = case_file.id AND d.kind = 'escalation' AND d.facts->>'event' IS DISTINCT FROM 'filed'), '[]'::jsonb)`;

const LATER_TRUE = (name: string) => `EXISTS (
  SELECT 1 FROM decision d WHERE d.case_id = case_file.id AND d.kind = 'escalation'
     AND d.facts->>'event' IS DISTINCT FROM 'filed' AND d.result->'outcome'->>'${name}' = 'true')`;

const ONLY = (column: string, name: string) => `to_jsonb(ARRAY(
  SELECT value FROM unnest(${column}) AS value WHERE NOT ${LATER(name)} ? value))`;

/**
 * Tasks say what they are and what came of them, and may be cancelled; a case remembers which of what stands on it comes
 * from the decision of its kind, so that deciding anew takes away what an earlier one gave.
 */
export class TasksAndStanding1765000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task
      ADD kind text NOT NULL DEFAULT 'other' CHECK (kind IN ('step', 'other', 'joint')),
      ADD result jsonb, ADD cancelled_by uuid REFERENCES app_user, ADD cancel_reason jsonb`);
    await runner.query('ALTER TABLE case_file ADD standing jsonb');
    // The tables show their rows to the application's role alone, to their owner too.
    await runner.query('SET LOCAL ROLE caseway_app');
    await runner.query("SELECT set_config('caseway.scope', '/', true)");
    await runner.query(`UPDATE task SET kind = 'joint' WHERE title = '${JOINT}'::jsonb`);
    await runner.query(`UPDATE task SET kind = 'step' FROM case_file c, config_version v
      WHERE c.id = task.case_id AND v.id = c.path_version_id AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(v.content::jsonb->'steps') AS of_path
         WHERE of_path->>'key' = task.step AND of_path->'title' = task.title)`);
    await runner.query(`UPDATE case_file SET standing = jsonb_build_object(
      'decided', ${SAID(ONLY('marks', 'marks'), ONLY('sessions', 'sessions'), `supervised AND NOT ${LATER_TRUE('supervise')}`, `needs_case_lead AND NOT ${LATER_TRUE('caseLead')}`, 'level')},
      'since', ${SAID(LATER('marks'), LATER('sessions'), LATER_TRUE('supervise'), LATER_TRUE('caseLead'), 'NULL::text')})`);
    await runner.query('RESET ROLE');
    await runner.query('ALTER TABLE case_file ALTER standing SET NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file DROP standing');
    await runner.query('ALTER TABLE task DROP kind, DROP result, DROP cancelled_by, DROP cancel_reason');
  }
}
