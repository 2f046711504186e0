import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv, run, temporaryFolder } from '../support/process.ts';

const CLI = 'backend/dist/cli/main.js';
const FORM = 'form-schemas/library/petition-registration.json';
const NOTES = '/schema/properties/visitNotes';
const RULES = 'rule-sets/library/demand-classification.json';

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const cli = (args: string[], input = '') => run(CLI, args, {}, input);

test('forms check finds nothing in a shipped form, and each fault of a broken one at its place', async () => {
  expect(await cli(['forms', 'check', FORM])).toMatchObject({ code: 0, stderr: '' });
  const form = JSON.parse(readFileSync(FORM, 'utf8'));
  form.ui.sections[0].fields.push('noSuchField');
  const broken = await cli(['forms', 'check', '-'], JSON.stringify(form));
  expect(broken.code).toBe(1);
  expect(lines(broken.stdout)).toContainEqual(
    expect.objectContaining({ severity: 'error', pointer: expect.stringContaining('/ui/sections/0/fields/') }),
  );
});

test('forms import makes a form of one of elsewhere, and lists what did not come', async () => {
  const survey = {
    elements: [
      { type: 'text', name: 'today' },
      { type: 'html', name: 'note', html: 'x' },
    ],
  };
  const made = await cli(['forms', 'import', '-', '--locale', 'zh-CN'], JSON.stringify(survey));
  expect(made).toMatchObject({ code: 1, stderr: '' });
  const [{ kind, form, told }] = lines(made.stdout);
  expect(kind).toBe('survey-js');
  // A name of the platform's own is no field's.
  expect(Object.keys(form.schema.properties)).toEqual(['today-2']);
  expect(told).toContainEqual({ place: 'page 1 › note', message: '只显示、不填写的内容未带入。' });
  expect(await cli(['forms', 'check', '-'], JSON.stringify(form))).toMatchObject({ code: 0 });
  const none = await cli(['forms', 'import', '-'], '{"a": 1}');
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(/none of the forms that can be brought/);
});

test('forms validate answers line by line', async () => {
  const good = { visitedOnDay: '2026-03-02', visitManner: 'phone-visit', promiseKept: 'fully-kept' };
  const input = `${JSON.stringify(good)}\n\n${JSON.stringify({ ...good, visitManner: 'by-owl' })}\n`;
  const { code, stdout } = await cli(
    ['forms', 'validate', 'form-schemas/library/return-visit-form.json', '--data', '-'],
    input,
  );
  expect(code).toBe(1);
  const answers = lines(stdout);
  expect(answers[0]).toEqual({ line: 1, valid: true, errors: [] });
  expect(answers[1]).toMatchObject({ line: 3, valid: false, errors: [{ pointer: '/visitManner', keyword: 'enum' }] });
});

test('a plain JSON Schema is a form: checked, held against data of any kind, and compared', async () => {
  const folder = temporaryFolder();
  const write = (name: string, schema: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(schema));
    return join(folder, name);
  };
  const pairs = { type: 'array', prefixItems: [{ type: 'string' }, { type: ['integer', 'null'] }], items: false };
  const data = '["a", 1]\n["a", null]\n["a", "b"]\n["a", 1, 2]\n3\n';
  const judged = await cli(['forms', 'validate', write('pairs.json', pairs), '--data', '-'], data);
  expect(lines(judged.stdout).map(({ valid }) => valid)).toEqual([true, true, false, false, false]);
  // Two that fit, in words; what has no input on a page is said, and stops nothing.
  const checked = await cli(['forms', 'check', write('pairs.json', pairs)]);
  expect([checked.code, lines(checked.stdout).map(({ code, pointer }) => [code, pointer])]).toEqual([
    0,
    [['not-on-screen', '/prefixItems']],
  ]);
  const parking = { title: '共享车位', properties: { 车牌: { type: 'string' } }, required: ['车牌'] };
  const more = { ...parking, properties: { ...parking.properties, 备注: { type: 'string', maxLength: 50 } } };
  expect(await cli(['forms', 'check', write('a.json', parking)])).toMatchObject({ code: 0, stdout: '' });
  const changes = await cli(['forms', 'diff', write('a.json', parking), write('b.json', more)]);
  expect(lines(changes.stdout)).toContainEqual(
    expect.objectContaining({ class: 'safe', code: 'field-added', pointer: '/schema/properties/备注' }),
  );
  const nothing = await cli(['forms', 'validate', write('c.json', { rules: [] }), '--data', '-'], '{}');
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
});

test('forms diff tells each change with its class, place and words, and nothing where nothing changed in meaning', async () => {
  const form = JSON.parse(readFileSync('form-schemas/library/return-visit-form.json', 'utf8'));
  const old = join(temporaryFolder(), 'old.json');
  writeFileSync(old, JSON.stringify(form));
  const turned = Object.fromEntries(Object.entries(form).reverse());
  expect(await cli(['forms', 'diff', old, '-'], JSON.stringify(turned, null, 4))).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '',
  });
  form.title = { 'zh-CN': '另一个名称', en: 'Another name' };
  form.schema.properties.visitNotes.maxLength -= 1;
  form.schema.properties.visitNotes['x-recuses'] = 'named';
  const told = await cli(['forms', 'diff', old, '-', '--locale', 'zh-CN'], JSON.stringify(form));
  expect([told.code, told.stderr]).toEqual([0, '']);
  expect(lines(told.stdout)).toEqual([
    { class: 'safe', code: 'words-changed', pointer: '/title', message: expect.stringMatching(/[一-鿿]/) },
    expect.objectContaining({ class: 'needs-migration', code: 'limits-tightened', pointer: NOTES }),
    expect.objectContaining({ class: 'breaking', code: 'recusal-changed', pointer: NOTES }),
  ]);
  const missing = await cli(['forms', 'diff', old]);
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringMatching(/^NEW\.json is missing: .*\n$/)]);
  const none = await cli(['forms', 'diff', old, RULES]);
  expect([none.code, none.stdout, none.stderr]).toEqual([2, '', expect.stringMatching(/^.*classification\.json.*\n$/)]);
});

test('rules check, decide and explain', async () => {
  expect((await cli(['rules', 'check', RULES, '--form', FORM])).code).toBe(0);
  const facts = { form: 'petition-registration', demandJustified: 'justified-demand', policyFound: 'policy-clear' };
  const decided = await cli(['rules', 'decide', RULES, '--facts', '-'], `${JSON.stringify(facts)}\n{}\n`);
  expect([decided.code, lines(decided.stdout)]).toEqual([
    0,
    [
      {
        line: 1,
        fired: ['justified-with-policy'],
        outcome: expect.objectContaining({ category: 'reasonable-with-policy' }),
      },
      { line: 2, fired: [], outcome: expect.any(Object) },
    ],
  ]);
  const explained = await cli(['rules', 'explain', RULES, '--facts', '-', '--locale', 'zh-CN'], JSON.stringify(facts));
  expect([explained.code, lines(explained.stdout)[0]]).toEqual([
    0,
    expect.objectContaining({ fired: ['justified-with-policy'], summary: expect.stringMatching(/[一-鿿]/) }),
  ]);
});

test('a rule set from elsewhere, plain json-rules-engine, is decided with', async () => {
  const file = join(temporaryFolder(), 'plain.json');
  const rule = { conditions: { all: [{ fact: 'age', operator: 'greaterThan', value: 17 }] }, event: { type: 'adult' } };
  writeFileSync(file, JSON.stringify({ rules: [rule] }));
  const { code, stdout } = await cli(['rules', 'decide', file, '--facts', '-'], '{"age":20}\n{"age":3}\n');
  expect([code, lines(stdout).map(({ fired }) => fired.length)]).toEqual([0, [1, 0]]);
});

test('whose output is read no further ends without a word, and without working on', async () => {
  const facts = join(temporaryFolder(), 'facts.ndjson');
  writeFileSync(facts, '{}\n'.repeat(30_000));
  const child = spawn(process.execPath, [CLI, 'rules', 'decide', RULES, '--facts', facts], { env: cleanEnv({}) });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, stderr]).toEqual([0, '']);
});

test.each([
  ['no command', [], /^Usage/],
  ['an unknown command', ['forms', 'bake', FORM], /^Usage/],
  ['a file that is not there', ['forms', 'check', 'nowhere.json'], /^nowhere\.json: .*\n$/],
  ['a missing option', ['rules', 'decide', RULES], /^--facts is missing: .*\n$/],
  ['an unknown option', ['rules', 'check', RULES, '--forms', FORM], /^--forms is no option: choose of .*--form, .*\n$/],
  ['an option twice', ['rules', 'check', RULES, '--form', FORM, '--form', FORM], /^--form is given twice: .*\n$/],
  ['an unknown language', ['rules', 'check', RULES, '--locale', 'fr'], /^--locale fr is not known: .*\n$/],
  [
    'a form where a rule set should be',
    ['rules', 'decide', FORM, '--facts', '-'],
    /petition-registration\.json: no rule set.*\n$/,
  ],
])('%s is unusable input: one line, exit 2', async (_, args, message) => {
  const { code, stdout, stderr } = await cli(args as string[], '{}');
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message as RegExp)]);
});

test('input that is no JSON is told with file and place', async () => {
  const file = join(temporaryFolder(), 'broken.json');
  writeFileSync(file, '{"key": \n "x",, }');
  const { code, stderr } = await cli(['forms', 'check', file]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/broken\.json:2: not valid JSON/)]);
});

test('a number that reading would change is told at its place, with the mend, and nothing is judged by it', async () => {
  const text = `{"visitedOnDay":"2026-03-02","visitManner":"phone-visit","promiseKept":"fully-kept"}\n{"a":[0,12345678901234567890]}\n`;
  const form = 'form-schemas/library/return-visit-form.json';
  for (const more of [[], ['--as-entered']]) {
    const validated = await cli(['forms', 'validate', form, '--data', '-', ...more], text);
    expect([validated.code, lines(validated.stdout)]).toEqual([
      1,
      [
        expect.objectContaining({ line: 1, valid: true }),
        {
          line: 2,
          valid: false,
          errors: [{ pointer: '/a/1', keyword: 'numbers', message: expect.stringMatching(/890.*write it as text/) }],
        },
      ],
    ]);
  }
  const decided = await cli(['rules', 'decide', RULES, '--facts', '-'], '{}\n{"a":1e999}');
  expect([decided.code, decided.stderr]).toEqual([2, expect.stringMatching(/^-:2\/a: .*make it smaller.*\n$/)]);
  const checked = await cli(['forms', 'check', '-'], '{\n"key":0.1234567890123456789}');
  expect([checked.code, checked.stderr]).toEqual([2, expect.stringMatching(/^-:2\/key: .*fewer digits.*\n$/)]);
});

test('forms validate says what JSON Schema says of the data; as entered, what would be stored', async () => {
  const form = 'tests/fixtures/forms/one-of.json';
  const data = [
    { matter: 'm', kind: 'p', person: 'A', company: 'B' },
    { matter: '\u3000', kind: 'p', person: 'A' },
    { matter: 'a\u0000', kind: 'p', person: 'A' },
  ];
  const input = data.map((one) => JSON.stringify(one)).join('\n');
  const given = await cli(['forms', 'validate', form, '--data', '-'], input);
  expect(lines(given.stdout).map(({ valid }) => valid)).toEqual([true, true, false]);
  const entered = await cli(['forms', 'validate', form, '--as-entered', '--data', '-'], input);
  expect(lines(entered.stdout)).toEqual([
    { line: 1, valid: true, errors: [], data: { matter: 'm', kind: 'p', person: 'A' } },
    { line: 2, valid: false, errors: [expect.objectContaining({ pointer: '/matter', keyword: 'required' })] },
    { line: 3, valid: false, errors: [expect.objectContaining({ pointer: '/matter', keyword: 'characters' })] },
  ]);
});

test('forms validate --as-entered reads what a person typed; without it, data are what they are', async () => {
  const text = (en: string) => ({ 'zh-CN': en, en });
  const properties = {
    people: { type: 'integer', 'x-title': text('people') },
    phone: { type: 'string', format: 'cn-phone', 'x-title': text('phone') },
    sum: { type: 'string', format: 'cny-amount', 'x-title': text('sum') },
    on: { type: 'string', format: 'date', 'x-title': text('on') },
  };
  const sections = [{ key: 's', title: text('s'), fields: Object.keys(properties) }];
  const file = join(temporaryFolder(), 'form.json');
  const form = { key: 'f', title: text('f'), description: text('f'), use: 'step' };
  writeFileSync(file, JSON.stringify({ ...form, schema: { type: 'object', properties }, ui: { sections } }));
  const typed = { people: '１２', phone: '+86 138-0000-0000', sum: '￥1,280.50元', on: '2026年3月1日' };
  const unclear = { people: '三十', sum: '1280,50', on: '2026-02-30' };
  const input = [typed, unclear].map((one) => JSON.stringify(one)).join('\n');
  const entered = lines((await cli(['forms', 'validate', file, '--as-entered', '--data', '-'], input)).stdout);
  const data = { people: 12, phone: '13800000000', sum: '1280.50', on: '2026-03-01' };
  expect(entered[0]).toEqual({ line: 1, valid: true, errors: [], data });
  const places = ((entered[1]?.errors ?? []) as { pointer: string; keyword: string }[]).map(
    ({ pointer, keyword }) => `${pointer} ${keyword}`,
  );
  expect(places).toEqual(['/people type', '/sum format', '/on format']);
  const given = lines((await cli(['forms', 'validate', file, '--data', '-'], input)).stdout);
  expect(given[0]?.errors).toHaveLength(4);
});

test('patterns and decimals of a form are enforced each for itself', async () => {
  const text = (en: string) => ({ 'zh-CN': en, en });
  const field = (name: string, more: object) => [name, { 'x-title': text(name), ...more }];
  const properties = Object.fromEntries([
    field('code', { type: 'string', pattern: '^[0-9]{3}$' }),
    field('tag', { type: 'string', pattern: 'a#b' }),
    field('name', { type: 'string', pattern: '^[\\u4e00-\\u9fa5]+$' }),
    field('han', { type: 'string', pattern: '^\\p{Script=Han}+$' }),
    field('area', { type: 'number', multipleOf: 0.01 }),
  ]);
  const sections = [{ key: 's', title: text('s'), fields: Object.keys(properties) }];
  const file = join(temporaryFolder(), 'form.json');
  const form = { key: 'f', title: text('f'), description: text('f'), use: 'step' };
  writeFileSync(file, JSON.stringify({ ...form, schema: { type: 'object', properties }, ui: { sections } }));
  const data = [
    { code: '123', tag: 'a#b#c', name: '汉字', han: '汉', area: 0.07 },
    { code: 'abc', tag: 'ab', name: 'hanzi', han: 'h', area: 0.075 },
    ...[1.15, 19.99, 2000000.13].map((area) => ({ area })),
  ];
  const { stdout } = await cli(
    ['forms', 'validate', file, '--data', '-'],
    data.map((one) => JSON.stringify(one)).join('\n'),
  );
  expect(lines(stdout).map(({ errors }) => errors.map(({ pointer }: { pointer: string }) => pointer))).toEqual([
    [],
    ['/code', '/tag', '/name', '/han', '/area'],
    [],
    [],
    [],
  ]);
});

test.each([
  ['a form', ['forms', 'check', '-'], (deep: string) => deep],
  ['a rule set', ['rules', 'check', '-'], (deep: string) => deep],
  ['data', ['forms', 'validate', FORM, '--data', '-'], (deep: string) => `{"a": ${deep}}`],
  ['facts', ['rules', 'decide', RULES, '--facts', '-'], (deep: string) => `{"a": ${deep}}`],
])('%s nested 3,000 levels deep is one line, exit 2', async (_, args, input) => {
  const deep = `${'{"allOf":['.repeat(1500)}1${']}'.repeat(1500)}`;
  const { code, stdout, stderr } = await cli(args, input(deep));
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^-.*nested more than \d+ levels deep.*\n$/)]);
});

test('a form that cannot be used is one line, exit 2, and not a stack', async () => {
  const args = ['forms', 'validate', 'tests/fixtures/forms/id-in-a-group.json', '--data', '-'];
  const { code, stdout, stderr } = await cli(args, '{}');
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/properties\/foo: Reference .*\n$/)]);
});

test('forms diff compares a key only where a file says one, and tells of nothing that is only written otherwise', async () => {
  const folder = temporaryFolder();
  const write = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const plain = { type: 'object', properties: { count: { type: 'integer', minimum: 1 } } };
  const same = { type: ['object'], properties: { count: { type: 'number', multipleOf: 1, exclusiveMinimum: 0 } } };
  const told = await cli(['forms', 'diff', write('old.json', plain), write('new.json', same)]);
  expect(told).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const form = JSON.parse(readFileSync('form-schemas/library/return-visit-form.json', 'utf8'));
  const renamed = await cli(['forms', 'diff', write('a.json', form), write('b.json', { ...form, key: 'other' })]);
  expect(renamed.stdout).toContain('key-changed');
});
