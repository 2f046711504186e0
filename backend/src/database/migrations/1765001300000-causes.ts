import type { MigrationInterface, QueryRunner } from 'typeorm';

const LISTS = ['marks', 'sessions', 'notify', 'urgentTo'] as const;

/** What stands on a case since it was decided names what it follows from; of what was said before nobody knows, so it stays. */
export class Causes1765001300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE case_file SET standing = jsonb_set(standing, '{since}',
        jsonb_build_array(jsonb_build_object('because', jsonb_build_object('on', 'action'), 'said', standing->'since')))
       WHERE jsonb_typeof(standing->'since') = 'object'`);
  }

  /** All together again: lists united, of levels the last. */
  async down(runner: QueryRunner): Promise<void> {
    const united = LISTS.map(
      (
        name,
      ) => `'${name}', (SELECT coalesce(jsonb_agg(DISTINCT item), '[]') FROM jsonb_array_elements(standing->'since') s,
        jsonb_array_elements(s->'said'->'${name}') item)`,
    );
    const any = ['supervise', 'caseLead', 'urgent'].map(
      (name) => `'${name}', (SELECT coalesce(bool_or((s->'said'->>'${name}')::boolean), false)
        FROM jsonb_array_elements(standing->'since') s)`,
    );
    await runner.query(`
      UPDATE case_file SET standing = jsonb_set(standing, '{since}', jsonb_build_object(${[...united, ...any].join(', ')},
        'level', (SELECT s->'said'->'level' FROM jsonb_array_elements(standing->'since') WITH ORDINALITY AS each(s, at)
                   WHERE s->'said'->>'level' IS NOT NULL ORDER BY at DESC LIMIT 1)))
       WHERE jsonb_typeof(standing->'since') = 'array'`);
  }
}
