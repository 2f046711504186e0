import type { FormDefinition } from '@caseway/form-schemas';
import { type Place, plain, type Together, type TogetherFinding } from './together.ts';

/** A document that takes a form for one kind of form. */
interface Taking {
  place: Place;
  document: TogetherFinding['params'][string];
  form: string;
  as: FormDefinition['use'];
}

function takingsOf({ ruleSets, paths }: Together): Taking[] {
  const read = ruleSets.flatMap(({ key, title, form, alsoForms = [] }) =>
    [form, ...alsoForms].map((name, index): Taking => {
      const pointer = index === 0 ? '/form' : `/alsoForms/${index - 1}`;
      return { place: { kind: 'rule-sets', key, pointer }, document: title, form: name, as: 'case' };
    }),
  );
  const asked = paths.flatMap(({ key, title, steps }) =>
    steps.flatMap((step, at) =>
      step.actions.flatMap(({ form, tells }, index) => {
        const pointer = `/steps/${at}/actions/${index}`;
        const taking = (name: string, where: string): Taking => {
          const place: Place = { kind: 'paths', key, pointer: `${pointer}/${where}` };
          return { place, document: title, form: name, as: 'step' };
        };
        return [
          ...(form === undefined ? [] : [taking(form, 'form')]),
          ...(tells ? [taking(tells.form, 'tells/form')] : []),
        ];
      }),
    ),
  );
  return [...read, ...asked];
}

const nameOf = ({ place, form }: Taking): string => `${place.kind}/${place.key} ${form}`;

/** What takes a form for what it is not. */
const unfit = (whole: Together): { taking: Taking; form: FormDefinition }[] =>
  takingsOf(whole).flatMap((taking) => {
    const form = whole.forms.find(({ key }) => key === taking.form);
    return form && form.use !== taking.as ? [{ taking, form }] : [];
  });

/**
 * Forms whose use is not what others take them for: rules decide the cases that a form opens, steps of a path ask a form that
 * opens none. `filed`: keys of forms by which cases were registered: theirs stays a form for cases. What was so before is not
 * held against a change.
 */
export function checkUses(whole: Together, before: Together, filed: ReadonlySet<string>): TogetherFinding[] {
  const stood = new Set(unfit(before).map(({ taking }) => nameOf(taking)));
  const place = ({ key }: FormDefinition): Place => ({ kind: 'forms', key, pointer: '/use' });
  const contradicted = unfit(whole)
    .filter(({ taking }) => !stood.has(nameOf(taking)))
    .map(({ taking, form }): TogetherFinding => {
      const code = taking.as === 'case' ? 'use-no-case' : 'use-no-step';
      const params = { document: taking.document, part: plain(''), form: form.title };
      return { severity: 'error', code, places: [taking.place, place(form)], params, mends: [] };
    });
  const opened = whole.forms.flatMap((form): TogetherFinding[] => {
    if (form.use === 'case' || !filed.has(form.key)) return [];
    const params = { document: form.title, part: plain(''), form: form.title };
    const field = { form: form.key, path: [] };
    return [{ severity: 'error', code: 'use-of-cases', places: [place(form), place(form)], params, mends: [], field }];
  });
  return [...contradicted, ...opened];
}
