import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { checkForm } from '../check-form.ts';
import { drawForm, drawnFields } from '../edit/draw-form.ts';
import type { FormData, FormDefinition } from '../model/form-definition.ts';
import { resolveForm } from '../resolve-form.ts';
import { type ImportResult, importForm } from './import-form.ts';
import { namedImport } from './named-import.ts';
import { inflate } from './workbook/inflate.ts';

const errors = (form: unknown) =>
  checkForm(form)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, pointer }) => `${code} ${pointer}`);
const json = (value: unknown) => importForm(JSON.stringify(value));
const formOf = (made: ImportResult): FormDefinition => {
  if (made.kind === null) throw new Error(made.why);
  expect(errors(made.form)).toEqual([]);
  for (const use of ['case', 'step'] as const) {
    expect(errors(namedImport(made.form, { key: 'brought', title: { 'zh-CN': '带入', en: 'Brought' }, use }))).toEqual(
      [],
    );
  }
  return made.form as object as FormDefinition;
};
const fields = (made: ImportResult) => drawnFields(drawForm(formOf(made))).map(({ name, type }) => `${name} ${type}`);
const shown = (made: ImportResult, data: FormData) =>
  resolveForm(formOf(made), data).flatMap((section) => section.fields.map(({ pointer }) => pointer));
const told = (made: ImportResult) =>
  made.kind === null ? [] : made.told.map(({ place, what }) => `${place}: ${what.en}`);

describe('SurveyJS', () => {
  const survey = {
    title: { default: '走访登记', en: 'Visit' },
    pages: [
      {
        name: 'page1',
        title: '基本情况',
        elements: [
          { type: 'text', name: 'name', title: '姓名', isRequired: true, maxLength: 20 },
          { type: 'text', name: 'age', inputType: 'number', min: 1, max: 120 },
          { type: 'boolean', name: 'helped', title: '是否求助' },
          {
            type: 'panel',
            name: 'more',
            visibleIf: '{helped} = true',
            elements: [
              {
                type: 'checkbox',
                name: 'ways',
                choices: ['a', { value: 'b', text: { default: '乙', en: 'B' } }],
                hasOther: true,
              },
              { type: 'comment', name: 'why', visibleIf: "{ways} contains 'b' and {age} > 17" },
            ],
          },
        ],
      },
      {
        name: 'page2',
        elements: [
          { type: 'matrix', name: 'rate', columns: ['好', '差'], rows: ['态度', '速度'] },
          {
            type: 'matrixdynamic',
            name: 'people',
            columns: [{ name: 'who' }, { name: 'n', cellType: 'text', inputType: 'number' }],
          },
          { type: 'expression', name: 'sum', expression: '{a} + {b}' },
          { type: 'file', name: 'paper' },
          { type: 'html', name: 'note', html: '<script>alert(1)</script>' },
          { type: 'text', name: 'odd', visibleIf: 'iif({age} > 3, true, false)', defaultValue: 'x' },
        ],
      },
    ],
  };

  test('comes with choices, limits, tables, languages and conditions', () => {
    const made = json(survey);
    expect(made.kind).toBe('survey-js');
    expect(fields(made)).toEqual([
      'name text',
      'age number',
      'helped boolean',
      'ways choices',
      'why long-text',
      'rate-态度 choice',
      'rate-速度 choice',
      'people list',
      'who text',
      'n number',
      'odd text',
    ]);
    const form = formOf(made);
    expect(form.title).toEqual({ 'zh-CN': '走访登记', en: 'Visit' });
    expect(form.schema.properties?.age).toMatchObject({ minimum: 1, maximum: 120 });
    expect(form.schema.required).toEqual(['name']);
    expect(form.ui.sections.map(({ title }) => title['zh-CN'])).toEqual(['基本情况', '走访登记']);
    expect(shown(made, {})).not.toContain('/ways');
    expect(shown(made, { helped: true })).toContain('/ways');
    expect(shown(made, { helped: true, ways: ['b'], age: 17 })).not.toContain('/why');
    expect(shown(made, { helped: true, ways: ['b'], age: 18 })).toContain('/why');
  });

  test('tells what has no like, with its place; of scripts nothing comes', () => {
    const made = json(survey);
    expect(told(made)).toEqual(
      expect.arrayContaining([
        'page1 › more › ways: Writing in another choice is left out: add a field for it.',
        'page2 › sum: A calculation is left out: {a} + {b}',
        'page2 › paper: There is no field type like "file": it is left out.',
        'page2 › note: What is only shown and not filled in is left out.',
        'page2 › odd: A condition is left out, and the field always shown: iif({age} > 3, true, false)',
        'page2 › odd: A default is left out: whoever fills it in answers.',
      ]),
    );
    expect(JSON.stringify(formOf(made))).not.toContain('alert(');
  });
});

test('form.io: panels, columns, tables, conditions, limits; scripts are told and never carried', () => {
  const made = json({
    title: 'Complaint',
    display: 'form',
    components: [
      {
        type: 'panel',
        key: 'who',
        title: 'Who',
        components: [
          {
            type: 'textfield',
            key: 'fullName',
            label: 'Name',
            validate: { required: true, maxLength: 40, pattern: '[A-Z].*' },
          },
          {
            type: 'columns',
            key: 'cols',
            columns: [
              {
                components: [{ type: 'number', key: 'people', label: 'People', validate: { min: 1 }, decimalLimit: 0 }],
              },
              { components: [{ type: 'currency', key: 'sum', label: 'Sum' }] },
            ],
          },
        ],
      },
      {
        type: 'radio',
        key: 'kind',
        label: 'Kind',
        values: [
          { value: 'x', label: 'X' },
          { value: 'y', label: 'Y' },
        ],
      },
      {
        type: 'textarea',
        key: 'why',
        label: 'Why',
        conditional: { show: 'true', when: 'kind', eq: 'y' },
        validate: { custom: 'valid = input > 3' },
      },
      { type: 'textfield', key: 'gone', label: 'Gone', customConditional: 'show = data.a' },
      { type: 'datagrid', key: 'rows', label: 'Rows', components: [{ type: 'checkbox', key: 'done', label: 'Done' }] },
      { type: 'select', key: 'far', label: 'Far', dataSrc: 'url', data: { url: 'http://example.org' } },
      { type: 'button', key: 'submit', label: 'Submit' },
    ],
  });
  expect(made.kind).toBe('form-io');
  expect(fields(made)).toEqual([
    'kind choice',
    'why long-text',
    'gone text',
    'rows list',
    'done boolean',
    'far text',
    'fullName text',
    'people integer',
    'sum amount',
  ]);
  expect(formOf(made).schema.properties?.fullName).toMatchObject({ maxLength: 40, pattern: '^(?:[A-Z].*)$' });
  expect(shown(made, { kind: 'x' })).not.toContain('/why');
  expect(shown(made, { kind: 'y' })).toContain('/why');
  expect(told(made)).toEqual(
    expect.arrayContaining([
      'why: A check is left out: valid = input > 3',
      'gone: A condition is left out, and the field always shown: show = data.a',
      'far: The choices come from elsewhere: it became a text field.',
    ]),
  );
});

test('react-jsonschema-form: the schema as it stands, its layout, and older words of it', () => {
  const made = json({
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Parking',
      type: 'object',
      required: ['plate'],
      definitions: { kind: { type: 'string', enum: ['a', 'b'], enumNames: ['甲', '乙'] } },
      properties: {
        plate: { type: 'string', title: 'Plate', default: 'x' },
        kind: { $ref: '#/definitions/kind', title: 'Kind' },
        card: { type: 'string', title: 'Card' },
        holder: { type: 'string', title: 'Holder' },
      },
      dependencies: { card: ['holder'] },
    },
    uiSchema: {
      'ui:order': ['kind', '*'],
      plate: { 'ui:widget': 'textarea', 'ui:help': 'As it is written', 'ui:placeholder': 'A·12345' },
      holder: { 'ui:widget': 'password' },
    },
  });
  const form = formOf(made);
  expect(made.kind).toBe('rjsf');
  expect(form.ui.sections[0]?.fields[0]).toBe('kind');
  expect(form.schema.properties?.plate).toMatchObject({ maxLength: 2000, 'x-help': { en: 'As it is written' } });
  expect(form.schema.dependentRequired).toEqual({ card: ['holder'] });
  expect(told(made)).toEqual([
    '/plate: A default is left out: whoever fills it in answers.',
    'uiSchema/holder ui:widget: There is nothing like the setting "password": it is left out.',
  ]);
});

/** An archive as a spreadsheet writes it. */
function zip(parts: Record<string, string>): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const data = deflateRawSync(Buffer.from(text));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), data);
    central.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, ...central, end]));
}

const letter = (column: number) => String.fromCharCode(65 + column);
function workbook(sheets: Record<string, string[][]>): Uint8Array {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const names = Object.keys(sheets);
  const shared = Object.values(sheets).flat(2);
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="x" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  };
  let next = 0;
  for (const [index, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map((row, at) => {
      const cells = row.map((_, column) => `<c r="${letter(column)}${at + 1}" t="s"><v>${next++}</v></c>`);
      return `<row r="${at + 1}">${cells.join('')}</row>`;
    });
    parts[`xl/worksheets/sheet${index + 1}.xml`] = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
  }
  return zip(parts);
}

describe('an XLSForm', () => {
  const of = (name: string) => `$\{${name}}`;
  const file = workbook({
    survey: [
      [
        'type',
        'name',
        'label::中文 (zh)',
        'label::English (en)',
        'label::Français (fr)',
        'required',
        'relevant',
        'constraint',
        'calculation',
      ],
      ['start', 'start', '', '', '', '', '', '', ''],
      ['text', 'name', '姓名', 'Name', 'Nom', 'yes', '', 'string-length(.) <= 20', ''],
      ['begin_group', 'home', '家庭', 'Home', '', '', '', '', ''],
      ['integer', 'people', '人数', 'People', '', '', '', '. >= 1 and . <= 30', ''],
      ['select_one yn', 'poor', '是否困难', 'Hardship', '', '', '', '', ''],
      ['select_multiple aid', 'aid', '救助', 'Aid', '', '', `${of('poor')} = 'y' and ${of('people')} > 2`, '', ''],
      ['end_group', '', '', '', '', '', '', '', ''],
      ['begin_repeat', 'child', '子女', 'Child', '', '', `selected(${of('aid')}, 'b')`, '', ''],
      ['text', 'childName', '姓名', 'Name', '', '', '', "regex(., '^[a-z]+$')", ''],
      ['end_repeat', '', '', '', '', '', '', '', ''],
      ['calculate', 'total', '', '', '', '', '', '', `${of('people')} * 2`],
      ['geopoint', 'where', '位置', 'Where', '', '', '', '', ''],
    ],
    choices: [
      ['list_name', 'name', 'label::中文 (zh)', 'label::English (en)'],
      ['yn', 'y', '是', 'Yes'],
      ['yn', 'n', '否', 'No'],
      ['aid', 'a', '甲', 'A'],
      ['aid', 'b', '乙', 'B'],
    ],
    settings: [
      ['form_title', 'style'],
      ['家访', 'pages'],
    ],
  });

  test('comes with groups, repeats, choices in both languages, limits and conditions', () => {
    const made = importForm(file);
    expect(made.kind).toBe('xls-form');
    expect(fields(made)).toEqual([
      'name text',
      'people integer',
      'poor choice',
      'aid choices',
      'child list',
      'childName text',
    ]);
    const form = formOf(made);
    expect(form.title).toEqual({ 'zh-CN': '家访' });
    expect(form.schema.properties?.name).toMatchObject({ maxLength: 20, 'x-title': { 'zh-CN': '姓名', en: 'Name' } });
    expect(form.schema.properties?.people).toMatchObject({ minimum: 1, maximum: 30 });
    expect(shown(made, { poor: 'y', people: 2 })).not.toContain('/aid');
    expect(shown(made, { poor: 'y', people: 3 })).toContain('/aid');
    expect(shown(made, { poor: 'y', people: 3, aid: ['b'] })).toContain('/child');
  });

  test('tells what does not come', () => {
    expect(told(importForm(file))).toEqual([
      'survey 2 › start: A hidden or automatic field is left out.',
      'survey 3 › name: The language "français (fr)" is left out: there are Chinese and English.',
      `survey 12 › total: A calculation is left out: ${of('people')} * 2`,
      'survey 13 › where: There is no field type like "geopoint": it is left out.',
      'settings: There is nothing like the setting "style": it is left out.',
    ]);
  });
});

describe('tables', () => {
  test('the header row of a sheet, as a file and as it is pasted', () => {
    const rows = [
      ['姓名*', '身份证号', '人口数', '登记日期', '备注'],
      ['张三', '', '3', '2026-01-02', ''],
      ['李四', '', '4', '2026-01-03', ''],
    ];
    for (const made of [
      importForm(workbook({ Sheet1: rows })),
      importForm(rows.map((row) => row.join('\t')).join('\n')),
    ]) {
      expect(fields(made)).toEqual([
        '姓名 text',
        '身份证号 id-number',
        '人口数 integer',
        '登记日期 date',
        '备注 long-text',
      ]);
      expect(formOf(made).schema.required).toEqual(['姓名']);
      expect(told(made)).toContain(': 2 rows of data are left out: they only told the types.');
    }
  });

  test('a paper form of Word: labels beside empty cells, boxes, headings', () => {
    const html = `<html><style>td{x:y}</style><table><tr><td colspan=4><p>困难群众登记表</p></td></tr>
      <tr><td>姓名</td><td></td><td>性别</td><td>□男 □女</td></tr>
      <tr><td>联系电话</td><td>&nbsp;</td><td>说明：以上由本人填写</td><td>见背面</td></tr></table>`;
    const made = importForm(html);
    expect(fields(made)).toEqual(['姓名 text', '性别 choice', '联系电话 phone']);
    expect(formOf(made).schema.properties?.性别?.enum).toEqual(['男', '女']);
    expect(formOf(made).ui.sections[0]?.title).toEqual({ 'zh-CN': '困难群众登记表' });
    expect(told(made).join()).toMatch(/The text "说明：以上由本人填写" is no field/);
  });
});

describe('whatever is brought', () => {
  const NAMES = ['a', 'b', '__proto__', 'constructor', 'toString', '', ' x.y ', '名', 'a/b~c', 'today'];
  const name = fc.constantFrom(...NAMES);
  const text = fc.oneof(fc.constantFrom('标题', 'Title', '', '<b>x</b>', '\u0000', '{a}', '\ud800', ' '), fc.string());
  const expression = fc.constantFrom(
    "{a} = 'x'",
    '{a} > 3',
    '{b} notempty',
    '{a} contains 1 and not ({b} empty)',
    'f(1)',
    '{a',
    '((((',
  );
  const odd = fc.oneof(fc.constantFrom(null, true, -1, 1e300, [], {}), text);
  const choice = fc.oneof(text, fc.integer(), fc.record({ value: fc.oneof(text, fc.integer(), odd), text: odd }));
  const question = fc.record(
    {
      type: fc.constantFrom(
        'text',
        'comment',
        'radiogroup',
        'checkbox',
        'boolean',
        'rating',
        'matrix',
        'matrixdynamic',
        'paneldynamic',
        'multipletext',
        'file',
        'constructor',
      ),
      name,
      title: odd,
      isRequired: odd,
      visibleIf: expression,
      requiredIf: expression,
      choices: fc.array(choice, { maxLength: 4 }),
      columns: fc.array(fc.oneof(choice, fc.record({ name })), { maxLength: 3 }),
      rows: fc.array(choice, { maxLength: 3 }),
      items: fc.array(fc.record({ name }), { maxLength: 2 }),
      templateElements: fc.array(fc.record({ name, type: fc.constant('text'), visibleIf: expression }), {
        maxLength: 3,
      }),
      inputType: fc.constantFrom('number', 'date', 'time', 'email', 'constructor'),
      min: odd,
      max: odd,
      maxLength: odd,
      validators: fc.array(
        fc.record({
          type: fc.constantFrom('regex', 'text', 'numeric'),
          regex: fc.constantFrom('(a+)+$', '[', '\\d{3}', '(?<=a)b'),
          minValue: odd,
          minLength: odd,
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['type'] },
  );
  const component = fc.record(
    {
      type: fc.constantFrom(
        'textfield',
        'number',
        'radio',
        'select',
        'selectboxes',
        'datagrid',
        'survey',
        'panel',
        'datetime',
        'tags',
        'constructor',
      ),
      key: name,
      label: odd,
      values: fc.array(fc.record({ value: odd, label: odd }), { maxLength: 3 }),
      questions: fc.array(fc.record({ value: odd, label: odd }), { maxLength: 2 }),
      components: fc.array(fc.record({ type: fc.constant('textfield'), key: name }), { maxLength: 2 }),
      conditional: fc.record({ show: odd, when: name, eq: odd }),
      validate: fc.record({
        required: odd,
        min: odd,
        max: odd,
        minLength: odd,
        maxLength: odd,
        pattern: fc.constantFrom('(a|a)*b', '[', 'x{2}'),
      }),
      defaultValue: odd,
    },
    { requiredKeys: ['type'] },
  );

  test.each([
    ['SurveyJS', fc.record({ title: odd, elements: fc.array(question, { maxLength: 6 }) })],
    ['form.io', fc.record({ title: odd, components: fc.array(component, { maxLength: 6 }) })],
    [
      'JSON',
      fc.object({
        key: fc.constantFrom('schema', 'properties', 'uiSchema', 'type', 'enum', 'a', 'allOf', 'items'),
        maxDepth: 4,
      }),
    ],
  ])('is a form without errors, or none: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<unknown>, (given) => {
        const made = importForm(JSON.stringify(given), { reserved: ['today'] });
        if (made.kind !== null && made.kind !== 'form') formOf(made);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [
      'a sheet',
      fc
        .array(fc.array(fc.oneof(text, name), { maxLength: 6 }), { maxLength: 6 })
        .map((rows) => rows.map((row) => row.join('\t')).join('\n')),
    ],
    [
      'a page',
      fc
        .array(
          fc.constantFrom(
            '<table>',
            '<tr>',
            '<td>',
            '</td>',
            '姓名',
            '&#x41;',
            '&#xd800;',
            '<',
            '>',
            '□男 □女',
            '<th a="',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    ],
    ['a text', fc.string()],
  ])('is a form without errors, or none: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<string>, (given) => {
        const made = importForm(given);
        if (made.kind !== null && made.kind !== 'form') formOf(made);
      }),
      { numRuns: 150 },
    );
  });

  test('and any bytes are opened within bounds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, isArchive) => {
        const given = isArchive ? Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]) : bytes;
        expect(importForm(given)).toBeDefined();
      }),
    );
    // A small archive that opens to very much.
    const bomb = zip({ 'xl/workbook.xml': `<workbook>${' '.repeat(20_000_000)}` });
    expect(bomb.length).toBeLessThan(100_000);
    expect(importForm(bomb)).toEqual({ kind: null, why: 'large' });
  });

  test('that is too much is told, or refused', () => {
    const many = { elements: Array.from({ length: 1000 }, (_, index) => ({ type: 'text', name: `q${index}` })) };
    const made = json(many);
    expect(fields(made)).toHaveLength(300);
    expect(told(made).some((line) => line.startsWith('page 1 › q300'))).toBe(true);
    expect(json({ elements: Array.from({ length: 70_000 }, () => 1) })).toEqual({ kind: null, why: 'large' });
    expect(importForm(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)).toEqual({ kind: null, why: 'large' });
    expect(importForm('{"a": ')).toEqual({ kind: null, why: 'unknown' });
  });

  test('fields that hang on each other in a circle are shown, and it is told', () => {
    const made = json({
      elements: [
        { type: 'text', name: 'a', visibleIf: '{b} notempty' },
        { type: 'text', name: 'b', visibleIf: '{a} notempty' },
      ],
    });
    expect(shown(made, {})).toEqual(['/a', '/b']);
    expect(told(made)).toHaveLength(2);
  });
});

test('what is deflated is inflated as it was', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 3000 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (bytes, level, times) => {
        const whole = Buffer.concat(Array.from({ length: times }, () => Buffer.from(bytes)));
        expect(Buffer.from(inflate(new Uint8Array(deflateRawSync(whole, { level })), 100_000))).toEqual(whole);
      },
    ),
    { numRuns: 100 },
  );
});
