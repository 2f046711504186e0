import { type Report } from './form-findings.ts';
import { FORM_LIMITS } from './form-meta-schema.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormSchema } from './model/form-definition.ts';
import { compilePattern, PatternError } from './patterns/pattern.ts';
import { MAX_PARTS, namesTwice, partsOf, refTarget, unboundedOf } from './schema-index.ts';

/** The pointer of a schema in its form. */
export const pointerOf = (steps: readonly string[]): string => ['/schema', ...steps.map(escapeToken)].join('/');

/** Every schema, with the way to it; `$defs` among them. */
export function* placesOf(root: FormSchema): Generator<{ schema: FormSchema; steps: string[] }> {
  const open: { schema: FormSchema; steps: string[] }[] = [{ schema: root, steps: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const { steps } = next;
    for (const part of partsOf(next.schema)) open.push({ schema: part.schema, steps: [...steps, ...part.steps] });
  }
}

function checkPlace(schema: FormSchema, root: FormSchema, pointer: string, report: Report): void {
  const { $ref, pattern, patternProperties = {} } = schema;
  if ($ref !== undefined && !refTarget(schema, root)) report('bad-reference', pointer, { ref: $ref });
  if (pattern !== undefined) checkPattern(pattern, `${pointer}/pattern`, report);
  for (const name of Object.keys(patternProperties)) {
    checkPattern(name, `${pointer}/patternProperties/${escapeToken(name)}`, report);
  }
}

function checkPattern(pattern: string, place: string, report: Report): void {
  try {
    compilePattern(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    report('bad-pattern', place, {}, { detail: error.words });
  }
}

/**
 * What can be said of each schema for itself, wherever it stands; and whether following every reference ends, and soon:
 * counted before anything is followed. False: it does not.
 */
export function checkPlaces(root: FormSchema, report: Report): boolean {
  const unbounded = unboundedOf(root);
  const twice = namesTwice(root);
  for (const { schema, steps } of placesOf(root)) {
    if (unbounded?.at === schema) {
      const ref = `#/${steps.map(escapeToken).join('/')}`;
      if (unbounded.why === 'circular') report('circular-reference', pointerOf(steps), { ref });
      else if (unbounded.why === 'too-deep') report('too-deep', pointerOf(steps), { limit: FORM_LIMITS.depth });
      else report('too-many-parts', pointerOf(steps), { limit: MAX_PARTS });
    }
    checkPlace(schema, root, pointerOf(steps), report);
    const id = twice.get(schema);
    if (id !== undefined)
      report('duplicate-id', `${pointerOf(steps)}/${id === schema.$id ? '$id' : '$anchor'}`, { id });
  }
  return unbounded === undefined;
}
