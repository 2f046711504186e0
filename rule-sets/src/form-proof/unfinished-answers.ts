import { compileForm, type FormDefinition, type Json, pruneData, readPointer } from '@caseway/form-schemas';
import type { Prover } from '../analyse/prover.ts';
import type { Assumption } from '../analyse/sat.ts';
import { ownData, readSolution } from '../analyse/witness.ts';
import { isJsonObject, jsonEqual } from '../json-value.ts';

const ATTEMPTS = 8;

/**
 * Answers with which all of it holds, none of which can be left out, made and tried: each is shown, and none is wrong by itself; what is
 * demanded may still be missing. Undefined where none could be made.
 */
export function unfinishedAnswers(
  prover: Prover,
  form: FormDefinition,
  assumptions: readonly Assumption[],
): Record<string, Json> | undefined {
  const { sat, encoding, logic, terrain } = prover;
  const held: Assumption[] = [encoding.form(form.key), ...assumptions];
  const wishes = [...terrain.places.values()].filter(({ system }) => !system).map(({ key }) => -encoding.presence(key));
  let granted = prover.settle(held, wishes);
  if (!granted) return undefined;
  for (const [index, wish] of wishes.entries()) {
    const found: boolean[] | undefined = granted[index] ? granted : prover.settle([...held, wish], wishes);
    if (!found) continue;
    granted = found;
    held.push(wish);
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const solution = sat.solve(held, (value) => readSolution(encoding, logic, value));
    if (!solution) return undefined;
    const data = ownData(encoding, form, solution);
    if (areOnTheWay(form, data)) return data;
    const others = [...solution.unknowns].map(([lit, value]) => (value ? -lit : lit));
    if (others.length === 0) return undefined;
    held.push(others);
  }
  return undefined;
}

/** Each answer is shown, and none of them is wrong by itself. */
export function areOnTheWay(form: FormDefinition, data: Record<string, Json>): boolean {
  if (!jsonEqual(pruneData(form, data), data)) return false;
  return compileForm(form)
    .validateAsGiven(data, 'en')
    .every(({ pointer }) => {
      const value = pointer === '' ? data : readPointer(data, pointer);
      return value === undefined || isJsonObject(value);
    });
}
