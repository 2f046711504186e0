import type { LocalizedText } from '@caseway/form-schemas';
import { isOwed } from '../clock/statutory.ts';
import { own } from '../json-value.ts';
import type { HandlingPath, PathClock } from '../model/handling-path.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { mayHold } from './may-hold.ts';
import type { Together, TogetherFinding } from './together.ts';

const DEADLINES = ['deadline-near', 'deadline-due', 'deadline-overdue'] as const;

const isPolicy = ({ kind }: RuleSet): boolean => kind === 'escalation';
const same = (one: RuleSet, other: RuleSet): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

const reads = ({ form, alsoForms = [] }: RuleSet, key: string): boolean => form === key || alsoForms.includes(key);

/** Paths that cases of a form can be led to. */
function pathsOf(form: string, { ruleSets }: Together): ReadonlySet<string> {
  const routing = ruleSets.filter((set) => set.kind === 'routing' && reads(set, form));
  return new Set(
    routing.flatMap(({ rules, otherwise }) =>
      [...rules.map(({ event }) => event), otherwise].flatMap(({ params }) => params?.path ?? []),
    ),
  );
}

/** The rule sets of which some rule may have a word when the clock of a case of the form comes due. */
function attending(form: string, path: string, clock: string, policies: readonly RuleSet[]): RuleSet[] {
  const occasions = DEADLINES.map((event) => new Map(Object.entries({ form, path, clock, event })));
  const says = (set: RuleSet, known: ReadonlyMap<string, string>): boolean => {
    return set.rules.some(({ conditions }) => mayHold(conditions, known, (name) => own(set.conditions, name)));
  };
  return policies.filter((set) => reads(set, form) && occasions.some((known) => says(set, known)));
}

const NAMED = 3;

/** Titles in the marks of each language; of many the first, and how many more. */
function titlesOf(titles: readonly LocalizedText[]): LocalizedText {
  const named = titles.slice(0, NAMED);
  const more = titles.length - named.length;
  return {
    'zh-CN': `${named.map((title) => `“${title['zh-CN']}”`).join('')}${more > 0 ? `等${titles.length}项` : ''}`,
    en: `${named.map(({ en }) => `“${en}”`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

interface Lost {
  clock: PathClock;
  form: string;
  by: RuleSet;
}

function lostIn(path: HandlingPath, whole: Together, policies: readonly RuleSet[], gone: readonly RuleSet[]): Lost[] {
  const clocks = path.clocks.filter(isOwed);
  const forms = whole.forms.filter(({ key }) => pathsOf(key, whole).has(path.key));
  return forms.flatMap(({ key: form }) =>
    clocks.flatMap((clock) => {
      const [by] = attending(form, path.key, clock.key, gone);
      if (by && attending(form, path.key, clock.key, policies).length > 0) return [];
      return by ? [{ clock, form, by }] : [];
    }),
  );
}

/**
 * Clocks of paths in force that an escalation policy had a word about when they come due, and none has any more: it was taken
 * out of force, no longer goes for the form, or lost the rule. Nobody would hear that they are overdue.
 */
export function checkUnattended(whole: Together, before: Together): TogetherFinding[] {
  const policies = whole.ruleSets.filter(isPolicy);
  // What stands as it stood says what it said.
  const gone = before.ruleSets.filter((set) => isPolicy(set) && !policies.some((now) => same(now, set)));
  if (gone.length === 0) return [];
  return whole.paths.flatMap((path) => {
    const lost = lostIn(path, whole, policies, gone);
    return [...new Set(lost.map(({ by }) => by))].map((by): TogetherFinding => {
      const of = lost.filter((one) => one.by === by);
      const clocks = path.clocks.filter((clock) => of.some((one) => one.clock === clock));
      const forms = whole.forms.filter(({ key }) => of.some(({ form }) => form === key));
      const [first] = clocks;
      return {
        severity: 'warning',
        code: 'clock-unattended',
        places: [
          { kind: 'paths', key: path.key, pointer: first ? `/clocks/${path.clocks.indexOf(first)}` : '/clocks' },
          { kind: 'rule-sets', key: by.key, pointer: '/rules' },
        ],
        params: {
          document: path.title,
          part: titlesOf(clocks.map(({ title }) => title)),
          policy: by.title,
          form: titlesOf(forms.map(({ title }) => title)),
        },
        mends: [],
      };
    });
  });
}

/**
 * Clocks that come newly together with a form, of which no escalation policy has a word when they come due, though one has of
 * other forms' clocks: a new form, path or clock, or a form that is newly led to a path. Nobody would hear that they are overdue.
 */
export function checkUnheard(whole: Together, before: Together): TogetherFinding[] {
  const policies = whole.ruleSets.filter(isPolicy);
  const [policy] = policies;
  if (!policy || before.forms.length === 0) return [];
  const stood = (form: string, path: HandlingPath, clock: PathClock): boolean => {
    const old = before.paths.find(({ key }) => key === path.key);
    const had = old?.clocks.some(({ key }) => key === clock.key) ?? false;
    return had && before.forms.some(({ key }) => key === form) && pathsOf(form, before).has(path.key);
  };
  const unheard = whole.paths.flatMap((path) => {
    const forms = whole.forms.filter(({ key, use }) => use === 'case' && pathsOf(key, whole).has(path.key));
    return path.clocks
      .filter(({ whose }) => whose !== 'petitioner')
      .map((clock) => ({
        path,
        clock,
        of: forms.filter(
          ({ key }) => !stood(key, path, clock) && attending(key, path.key, clock.key, policies).length === 0,
        ),
      }))
      .filter(({ of }) => of.length > 0);
  });
  // One cause, one finding: a new form is led to several paths, and lacks in one policy.
  const causes = new Set(unheard.map(({ of }) => keysOf(of)));
  return [...causes].flatMap((cause): TogetherFinding[] => {
    const of = unheard.filter((one) => keysOf(one.of) === cause);
    const [first] = of;
    if (!first) return [];
    const paths = [...new Set(of.map(({ path }) => path))];
    const clockPlaces = paths.map((path) => {
      const at = path.clocks.findIndex((clock) => of.some((one) => one.path === path && one.clock === clock));
      return { kind: 'paths' as const, key: path.key, pointer: `/clocks/${at}` };
    });
    const [firstPlace, ...otherPlaces] = clockPlaces;
    if (!firstPlace) return [];
    return [
      {
        severity: 'warning',
        code: 'clock-unheard',
        places: [
          { kind: 'rule-sets', key: policy.key, pointer: '/alsoForms' },
          firstPlace,
          ...first.of.map(({ key }) => ({ kind: 'forms' as const, key, pointer: '' })),
          ...otherPlaces,
        ],
        params: {
          document: titlesOf(paths.map(({ title }) => title)),
          part: titlesOf(distinct(of.map(({ clock }) => clock.title))),
          policy: policy.title,
          form: titlesOf(first.of.map(({ title }) => title)),
        },
        mends: [],
      },
    ];
  });
}

const keysOf = (of: readonly { key: string }[]): string => of.map(({ key }) => key).join(' ');

/** Clocks of several paths go by the same name. */
const distinct = (titles: readonly LocalizedText[]): LocalizedText[] => [
  ...new Map(titles.map((title) => [title['zh-CN'], title])).values(),
];
