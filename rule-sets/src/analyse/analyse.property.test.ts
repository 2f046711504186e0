import { compileForm, type FormDefinition } from '@caseway/form-schemas';
import fc from 'fast-check';
import type { RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { analyse } from './analyse.ts';
import { byForce, deadByForce } from './testing/by-force.ts';
import { formOf, ruleSetOf, sample, universe } from './testing/samples.ts';

async function byProof(ruleSet: RuleSet, form: FormDefinition) {
  const analysis = analyse(ruleSet, { forms: [form] });
  const codes: string[] = [];
  const pairs: string[] = [];
  const dead: string[] = [];
  for (const { code, rules, params } of analysis.findings) {
    const [first = '', ...others] = rules;
    if (code === 'overlap') {
      const last = rules.at(-1) ?? '';
      const told =
        params.sort === 'exceptions'
          ? rules.slice(0, -1).map((name) => [name, last])
          : others.map((name) => [first, name]);
      pairs.push(...told.map((pair) => `${params.sort} ${pair.join(' ')}`));
    } else if (code === 'dead-value') {
      dead.push(
        ...(params.values ?? []).map((value) => `${params.fact}${(params.path ?? '').slice(1)}=${String(value)}`),
      );
    } else if (code === 'unproven-field') codes.push(`${code} ${params.fact}${(params.path ?? '').slice(1)}`);
    else codes.push(code === 'gap' ? code : `${code} ${first}`);
  }
  return { analysis, found: { codes: codes.sort(), pairs: pairs.sort() }, dead: dead.sort() };
}

/** Of a few seconds; ANALYSE_RUNS=1000 is the full size, ANALYSE_SEED another part of it. */
const RUNS = Number(process.env.ANALYSE_RUNS ?? 40);
const SEED = Number(process.env.ANALYSE_SEED ?? 20_261);

test('finds exactly what trying all data finds, nothing missed and nothing false, each with a case that shows it', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(sample, async (made) => {
      const form = formOf(made);
      const all = universe(form, made);
      const ruleSet = ruleSetOf(made);
      const { analysis, found, dead } = await byProof(ruleSet, form);
      if (all.length === 0) {
        expect(analysis.leftOut).toEqual([{ why: 'unfillable-form', what: ['form'] }]);
        return;
      }
      compared++;
      expect({ exact: analysis.exact, leftOut: analysis.leftOut }).toEqual({ exact: true, leftOut: [] });
      expect(found).toEqual(byForce(ruleSet, all, form));
      expect(dead).toEqual(deadByForce(ruleSet, all).sort());
      const compiled = compileForm(form);
      for (const { code, witness, rules } of analysis.findings) {
        if (code === 'contradiction') expect(witness).toBeUndefined();
        else {
          expect(witness).toBeDefined();
          const facts = witness?.facts ?? {};
          expect(compiled.validate(facts, 'en')).toEqual([]);
          const { fired, byDefault } = await decide(ruleSet, facts);
          if (code === 'gap') expect(byDefault).toBe(true);
          if (code === 'unreachable' || code === 'redundant') expect(fired).toContain(rules[0]);
          if (code === 'overlap') expect(rules.filter((name) => fired.includes(name)).length).toBeGreaterThan(1);
        }
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  process.stdout.write(`compared with brute force: ${compared} rule sets, seed ${SEED}\n`);
});
