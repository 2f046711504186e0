import { escapeToken } from '../json/pointer.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { branchesOf, MAX_DEPTH } from '../schema-walk.ts';
import type { Expression } from './expression.ts';
import type { Scope } from './model.ts';
import { isProblem, parseExpression } from './parse-expression.ts';
import { namesFor, scopesBelow } from './scopes.ts';

/** Bounds on how much of a form is calculated. */
export const MOST_CALCULATIONS = 100;

interface Known {
  /** Of each calculated field, rows as `*`. */
  patterns: ReadonlySet<string>;
  hasChecks: boolean;
  parsed: Map<string, Expression | undefined>;
}

const known = new WeakMap<FormSchema, Known>();

/** Every schema that speaks of a field of one object, in all its branches. */
export function declarationsOf(
  schema: FormSchema,
  root: FormSchema,
  depth = 0,
): { name: string; schema: FormSchema }[] {
  if (depth > MAX_DEPTH) return [];
  const here = resolveRef(schema, root);
  const own = Object.entries(here.properties ?? {}).map(([name, one]) => ({ name, schema: resolveRef(one, root) }));
  return [...own, ...branchesOf(here).flatMap((branch) => declarationsOf(branch, root, depth + 1))];
}

const checksBelow = (schema: FormSchema, root: FormSchema, depth = 0): boolean => {
  const here = resolveRef(schema, root);
  if (here['x-checks']?.length) return true;
  return depth <= MAX_DEPTH && branchesOf(here).some((branch) => checksBelow(branch, root, depth + 1));
};

/** What of a form is calculated and checked, found once a schema. */
function knownOf(root: FormSchema): Known {
  const found = known.get(root);
  if (found) return found;
  // Most forms have neither: nothing of them is walked.
  const written = JSON.stringify(root);
  const patterns = new Set<string>();
  let hasChecks = false;
  if (written.includes('"x-calculate"') || written.includes('"x-checks"')) {
    for (const scope of scopesBelow(root)) {
      for (const { name, schema } of declarationsOf(scope.schema, root)) {
        if (schema['x-calculate'] !== undefined) patterns.add(`${scope.pattern}/${escapeToken(name)}`);
      }
      hasChecks ||= checksBelow(scope.schema, root);
    }
  }
  const made = { patterns, hasChecks, parsed: new Map() };
  known.set(root, made);
  return made;
}

/** Pointers of the calculated fields of a form, rows as `*`. */
export const calculatedPatterns = (root: FormSchema): ReadonlySet<string> => knownOf(root).patterns;

/** Whether a form checks fields against each other. */
export const hasChecks = (root: FormSchema): boolean => knownOf(root).hasChecks;

/** An expression where it stands in an object of a form; undefined where it cannot be read. Parsed once. */
export function parsedAt(root: FormSchema, scope: Scope, text: string): Expression | undefined {
  const { parsed } = knownOf(root);
  const key = `${scope.pattern}\n${text}`;
  if (!parsed.has(key)) {
    const made = parseExpression(text, namesFor(text, scope, root));
    parsed.set(key, isProblem(made) ? undefined : made);
  }
  return parsed.get(key);
}
