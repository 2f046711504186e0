import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A case keeps what a review made of its decision. Reviews that were decided before say so of what they are about: the
 * highest of a chain goes before those below it.
 */
export class Reviewed1765001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file ADD COLUMN reviewed jsonb');
    // The tables show their rows to the application's role alone, to their owner too.
    await runner.query('SET LOCAL ROLE caseway_app');
    await runner.query("SELECT set_config('caseway.scope', '/', true)");
    await runner.query(`
      WITH RECURSIVE chain AS (
        SELECT about_id AS original, id FROM case_file WHERE about_id IS NOT NULL
        UNION SELECT c.original, r.id FROM chain c JOIN case_file r ON r.about_id = c.id
      ), result AS (
        SELECT DISTINCT ON (chain.original) chain.original, jsonb_build_object(
            'effect', o.value->>'effect', 'title', o.value->'title', 'id', r.id, 'number', r.number,
            'authority', coalesce(s.title::jsonb, '{"zh-CN": "上一级机关", "en": "The authority above"}'::jsonb),
            'decidedOn', to_char((e.value->>'at')::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'),
            'deliveredOn', e.value->'told'->'deliveredOn') AS reviewed
          FROM chain JOIN case_file r ON r.id = chain.id JOIN config_version v ON v.id = r.path_version_id
          CROSS JOIN LATERAL jsonb_array_elements(v.content::jsonb->'outcomes') AS o
          CROSS JOIN LATERAL jsonb_array_elements(r.path_state->'history') WITH ORDINALITY AS e(value, n)
          LEFT JOIN scope s ON s.scope_path = r.scope_path AND NOT coalesce((r.review->>'outside')::boolean, false)
         WHERE o.value->>'key' = r.outcome AND o.value->>'effect' IN ('changed', 'revoked')
           AND e.value->>'outcome' = r.outcome
         ORDER BY chain.original, (r.review->>'round')::int DESC, r.created_at DESC, e.n DESC
      )
      UPDATE case_file SET reviewed = result.reviewed FROM result WHERE result.original = case_file.id`);
    await runner.query('RESET ROLE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_file DROP COLUMN reviewed');
  }
}
