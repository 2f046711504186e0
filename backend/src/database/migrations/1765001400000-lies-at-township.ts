import type { MigrationInterface, QueryRunner } from 'typeorm';
import { newId } from '../../new-id.ts';

const OWN = "(user_id = caseway_user() OR caseway_scope() = '/')";
const RECUSED = 'SELECT caseway_recused(caseway_user())';
/** A message about a case is for who sees that case now: it may have come to lie where they do not work. */
const NOTIFICATION = {
  now: `${OWN} AND (case_id IS NULL OR EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id))`,
  before: `${OWN} AND (case_id IS NULL OR case_id NOT IN (${RECUSED}))`,
};

/** Everything of a case that lies where it lies. */
const PARTS = [
  'decision',
  'case_clock',
  'deadline',
  'task',
  'timeline',
  'attachment',
  'case_person',
  'case_correction',
  'clock_proposal',
] as const;
/** Row-level security is forced on the tables' owner, too: unless it is a superuser, it would see no row to change. */
const FORCED = ['case_file', ...PARTS, 'scope', 'app_user', 'user_role', 'config_version'] as const;

/** As the application says it of a case that comes to lie at its township. */
const MESSAGE = {
  'zh-CN': '此类事项由镇街办理：村居人员不再参与，也不再可见',
  en: 'A matter of this kind lies at the township: who works in the village alone takes no part in it and does not see it any more',
};

/** Cases whose form asks whom they speak against, and that still lie at the village that they are about. */
const AT_THE_VILLAGE = `
SELECT c.id, t.scope_path AS path FROM case_file c
  JOIN scope t ON t.id = c.township_id JOIN config_version v ON v.id = c.form_version_id
 WHERE coalesce(c.review, 'null') = 'null' AND c.scope_path <> t.scope_path AND starts_with(c.scope_path, t.scope_path)
   AND jsonb_path_exists(v.content::jsonb, '$.schema.**."x-recuses" ? (@ == "named" || @ == "department")')
 ORDER BY c.created_at, c.id`;

/** Somebody of one of these roles who sees what lies at a place, and is not kept out of the case; of a department before others. */
const nearest = (department: string) => `
SELECT u.id FROM app_user u JOIN user_role r ON r.user_id = u.id
 WHERE u.status = 'active' AND starts_with($2, r.scope_path) AND u.id NOT IN (SELECT user_id FROM recused WHERE case_id = $1)
   AND (r.role IN ('centre', 'township-lead') OR (r.role = 'handler' AND u.department = ${department}))
 ORDER BY length(r.scope_path) DESC, r.role = 'handler' DESC, r.role = 'township-lead' DESC, u.id LIMIT 1`;
const blind = (person: string) => `(${person} IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM user_role r WHERE r.user_id = ${person} AND starts_with($2, r.scope_path)))`;

/**
 * Accusations that were filed before they lay at the township come to lie there, with all of them, in the hands of who sees them
 * there; their history says so. Messages follow what their reader may see.
 */
export class LiesAtTownship1765001400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const policy of ['may_read', 'may_update'])
      await runner.query(`ALTER POLICY ${policy} ON notification USING (${NOTIFICATION.now})`);
    for (const table of FORCED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    const found: { id: string; path: string }[] = await runner.query(AT_THE_VILLAGE);
    for (const { id, path } of found) {
      await runner.query(
        `UPDATE task SET assignee_id = CASE WHEN task.department IS NULL OR task.department = c.department
             THEN (${nearest('c.department')}) END
           FROM case_file c WHERE c.id = $1 AND task.case_id = c.id AND task.done_at IS NULL AND task.cancelled_at IS NULL
             AND ${blind('task.assignee_id')}`,
        [id, path],
      );
      await runner.query(
        `UPDATE case_file c SET scope_path = $2, version = version + 1,
             handler_id = CASE WHEN ${blind('c.handler_id')} THEN (${nearest('c.department')}) ELSE c.handler_id END,
             case_lead_id = CASE WHEN ${blind('c.case_lead_id')} THEN (${nearest('NULL')}) ELSE c.case_lead_id END
          WHERE c.id = $1`,
        [id, path],
      );
      for (const part of PARTS)
        await runner.query(`UPDATE ${part} SET scope_path = $2 WHERE case_id = $1 AND scope_path <> $2`, [id, path]);
      await runner.query(
        `INSERT INTO timeline (id, case_id, scope_path, at, kind, details) VALUES ($1, $2, $3, now(), 'laid', $4)`,
        [newId(), id, path, JSON.stringify({ message: MESSAGE })],
      );
    }
    for (const table of FORCED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  /** The cases stay where they are: who is accused may be of the village. */
  async down(runner: QueryRunner): Promise<void> {
    for (const policy of ['may_read', 'may_update'])
      await runner.query(`ALTER POLICY ${policy} ON notification USING (${NOTIFICATION.before})`);
  }
}
