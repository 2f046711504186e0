import { pointerTokens } from '@caseway/form-schemas';
import { pointerTo } from '../json-value.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import { checkAnswering } from '../paths/check/check-answering.ts';
import type { PathCode, PathFinding } from '../paths/check/path-findings.ts';
import { type Place, plain, type Together, type TogetherCode, type TogetherFinding } from './together.ts';

/** What is wrong with the answers of an action, as it is told of a path and a form together. */
const TOLD: Partial<Record<PathCode, TogetherCode>> = {
  'answer-denies-outcome': 'answer-leads-wrong',
  'answer-denies-telling': 'answer-leads-wrong',
  'every-answer-refused': 'answer-leads-nowhere',
  'no-answer-fits-outcome': 'answer-leads-nowhere',
  'answer-unthought': 'answer-unthought',
  'answers-not-held-against-outcome': 'answer-unthought',
  'telling-says-nothing': 'answer-unthought',
  'answers-unproved': 'answer-unproved',
};

const nameOf = ({ code, pointer, params = {} }: PathFinding): string => JSON.stringify([code, pointer, params]);

/** Of the steps of a path, those whose actions ask one of the forms. */
const asks = (path: HandlingPath, forms: ReadonlySet<string>): boolean =>
  path.steps.some(({ actions }) => actions.some(({ form }) => form !== undefined && forms.has(form)));

function together(
  path: HandlingPath,
  finding: PathFinding,
  { forms }: Pick<Together, 'forms'>,
): TogetherFinding | undefined {
  const code = TOLD[finding.code as PathCode];
  const at = /^\/steps\/(\d+)\/actions\/(\d+)/.exec(finding.pointer);
  const action = path.steps[Number(at?.[1])]?.actions[Number(at?.[2])];
  const form = forms.find(({ key }) => key === action?.form);
  if (!code || !action || !form) return undefined;
  const { field } = finding.params ?? {};
  const names =
    field === undefined ? [] : field.toString().startsWith('/') ? pointerTokens(String(field)) : [String(field)];
  const place: Place = {
    kind: 'forms',
    key: form.key,
    pointer: names.length > 0 ? pointerTo('/schema', ...names.flatMap((name) => ['properties', name])) : '/schema',
  };
  const words = Object.fromEntries(
    Object.entries(finding.params ?? {}).map(([name, value]) => [name, plain(String(value))]),
  );
  return {
    severity: finding.severity,
    code,
    places: [{ kind: 'paths', key: path.key, pointer: finding.pointer }, place],
    params: { ...words, ...finding.words, document: path.title, part: action.title, form: form.title },
    mends: [],
  };
}

/**
 * What the answers of a form that changed make of the actions that ask it, in paths that did not: an answer that leads to what
 * it denies, or no answer that leads on. What was so before is not held against the change.
 */
export function checkAnswersTogether(whole: Together, before: Together): TogetherFinding[] {
  const changed = new Set(
    whole.forms.flatMap((now) => {
      const old = before.forms.find(({ key }) => key === now.key);
      return now.use === 'step' && old && old !== now ? [now.key] : [];
    }),
  );
  if (changed.size === 0) return [];
  return whole.paths.flatMap((path) => {
    const stood = before.paths.find(({ key }) => key === path.key);
    if (!stood || !asks(path, changed)) return [];
    const known = new Set(checkAnswering(stood, { forms: before.forms }).map(nameOf));
    return checkAnswering(path, { forms: whole.forms })
      .filter((finding) => !known.has(nameOf(finding)))
      .flatMap((finding) => together(path, finding, whole) ?? []);
  });
}
