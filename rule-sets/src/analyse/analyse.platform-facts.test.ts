import type { FormDefinition } from '@caseway/form-schemas';
import { analyse } from './analyse.ts';
import { A, B, CHOICE, DEMANDED, form, leaf, of, ruleSet, text, told } from './testing/builders.ts';

describe('analyse, on facts of the platform', () => {
  test('takes the number of people from the bound field, and one where there is none', async () => {
    const bound: FormDefinition = {
      ...form({ people: { type: 'integer', minimum: 5 } }, {}, 'group'),
      bindings: { title: '/people', headcount: '/people' },
    };
    const rules = ruleSet(
      [
        [{ all: [leaf('headcount', 'equal', 1)] }, A, 9],
        [{ all: [leaf('headcount', 'greaterThanInclusive', 5)] }, B, 8],
        [{ all: [leaf('headcount', 'equal', 3)] }, B, 7],
      ],
      { form: 'group', alsoForms: ['form'] },
    );
    const { findings, exact } = analyse(rules, { forms: [bound, form({ choice: CHOICE })] });
    expect(exact).toBe(true);
    expect(told(findings)).toEqual(['contradiction r2']);
    const single = analyse({ ...rules, form: 'form', alsoForms: [] }, { forms: [form({ choice: CHOICE })] });
    expect(told(single.findings)).toEqual(['contradiction r1', 'contradiction r2']);
  });

  test('knows that no earlier case is found of people not named, and that clocks call by their events', async () => {
    const nameless = ruleSet([[{ all: [leaf('repeatCount', 'greaterThan', 0)] }, A]]);
    expect(told(analyse(nameless, { forms: [form({ choice: CHOICE })] }).findings)).toContain('contradiction r0');
    const personal = { type: 'string' as const, 'x-sensitive': { reason: text('why') } };
    const asking = (bindings: Record<string, string>) => ({
      ...form({ choice: CHOICE, name: personal, phone: personal, number: personal }),
      bindings: { title: '/choice', ...bindings },
    });
    const contradicted = (it: FormDefinition) => told(of(analyse(nameless, { forms: [it] }).findings, 'contradiction'));
    expect(contradicted(asking({ petitionerName: '/name' }))).toEqual(['contradiction r0']);
    expect(contradicted(asking({ petitionerName: '/name', petitionerContact: '/phone' }))).toEqual([]);
    expect(contradicted(asking({ petitionerId: '/number' }))).toEqual([]);
    const marked = form({
      choice: CHOICE,
      others: {
        type: 'array',
        items: { type: 'object', properties: { name: { ...personal, 'x-petitioner': 'name' } } },
      },
    });
    expect(contradicted(marked)).toEqual([]);
    const clocks = ruleSet(
      [
        [{ all: [leaf('event', 'equal', 'filed'), leaf('clock', 'isPresent', true)] }, A],
        [{ all: [leaf('event', 'equal', 'deadline-near'), leaf('daysOverdue', 'greaterThan', 0)] }, A],
        [{ all: [leaf('event', 'equal', 'deadline-overdue'), leaf('daysOverdue', 'greaterThan', 3)] }, A],
      ],
      { kind: 'escalation' },
    );
    const { findings } = analyse(clocks, { forms: [form({ choice: CHOICE })] });
    expect(told(of(findings, 'contradiction'))).toEqual(['contradiction r0', 'contradiction r1']);
    expect(of(findings, 'gap')[0]?.severity).toBe('info');
  });

  test('knows which forms ask for a review', async () => {
    const plain = form({ choice: CHOICE }, {}, 'plain');
    const review: FormDefinition = {
      ...form({ earlier: { type: 'string', format: 'uuid', 'x-case': true } }, {}, 'review'),
      bindings: { title: '/earlier', about: '/earlier' },
      review: { within: 'some-limit' },
    };
    const rules = ruleSet([
      [{ all: [leaf('reviewRound', 'equal', 0)] }, A, 9],
      [{ all: [leaf('reviewRound', 'greaterThanInclusive', 1), leaf('reviewLate', 'equal', true)] }, B, 8],
      [{ all: [leaf('reviewOutside', 'equal', true)] }, B, 7],
    ]);
    const of1 = (forms: FormDefinition[]) =>
      told(of(analyse({ ...rules, form: forms[0]?.key ?? '' }, { forms }).findings, 'contradiction'));
    expect(of1([plain])).toEqual(['contradiction r1', 'contradiction r2']);
    expect(of1([review])).toEqual(['contradiction r0']);
  });

  test('never lets personal data be a fact, nor a system fact that is not known yet', async () => {
    const personal = form({ name: { type: 'string', 'x-sensitive': { reason: text('why') } } }, { required: ['name'] });
    const rules = ruleSet([
      [{ all: [leaf('name', 'isPresent', true)] }, A],
      [{ all: [leaf('category', 'isPresent', true)] }, A],
    ]);
    const { findings } = analyse(rules, { forms: [personal] });
    expect(told(of(findings, 'contradiction'))).toEqual(['contradiction r0', 'contradiction r1']);
  });

  test('proves each form by its own demands, and says in which the gap is', async () => {
    const [open, closed] = [form({ choice: CHOICE }, {}, 'open'), form({ choice: CHOICE }, DEMANDED, 'closed')];
    const rules = ruleSet([[{ all: [leaf('choice', 'isPresent', true)] }, A]], { form: 'closed', alsoForms: ['open'] });
    const { findings } = analyse(rules, { forms: [open, closed] });
    expect(of(findings, 'gap')[0]).toMatchObject({
      params: { forms: ['open'] },
      witness: { form: 'open', facts: { form: 'open' } },
    });
  });
});
