// One form for all contenders: texts, of which every tenth is required and every fiftieth shows another one, and maybe a table.
const said = (words) => ({ 'zh-CN': words, en: words });
const REQUIRED_EVERY = 10;
const SHOWING_EVERY = 50;
const COLUMNS = ['name', 'number', 'phone', 'note'];

const text = (name) => ({ type: 'string', title: name, 'x-title': said(name), maxLength: 60 });

/** @param rows Of the table; 0: none. */
export function formOf({ fields, rows }) {
  const names = Array.from({ length: fields }, (_, at) => `field${at}`);
  const required = names.filter((_, at) => at % REQUIRED_EVERY === 0);
  const showing = names.filter((_, at) => at % SHOWING_EVERY === SHOWING_EVERY - 1);
  const schema = {
    type: 'object',
    properties: {
      ...Object.fromEntries(names.map((name) => [name, text(name)])),
      ...(rows > 0 && {
        rows: {
          type: 'array',
          title: 'rows',
          'x-title': said('rows'),
          maxItems: 1_000,
          items: { type: 'object', properties: Object.fromEntries(COLUMNS.map((name) => [name, text(name)])) },
        },
      }),
    },
    required,
    allOf: showing.map((name) => ({
      if: { properties: { [name]: { const: 'yes' } }, required: [name] },
      then: { properties: { [`${name}More`]: text(`${name}More`) } },
    })),
  };
  const data = {
    ...Object.fromEntries(names.map((name) => [name, `value of ${name}`])),
    ...(rows > 0 && {
      rows: Array.from({ length: rows }, (_, at) => Object.fromEntries(COLUMNS.map((name) => [name, `${name} ${at}`]))),
    }),
  };
  return { schema, data, names, showing, required, columns: rows > 0 ? COLUMNS : [] };
}

/** The same as SurveyJS has it. */
export function surveyOf({ names, showing, required, columns, data }) {
  const question = (name) => ({ type: 'text', name, title: name, maxLength: 60, isRequired: required.includes(name) });
  const table = {
    type: 'matrixdynamic',
    name: 'rows',
    rowCount: data.rows?.length ?? 0,
    maxRowCount: 1_000,
    columns: columns.map((name) => ({ name, cellType: 'text', maxLength: 60 })),
  };
  return {
    textUpdateMode: 'onTyping',
    elements: [
      ...names.map(question),
      ...showing.map((name) => ({ ...question(`${name}More`), visibleIf: `{${name}} = 'yes'` })),
      ...(columns.length > 0 ? [table] : []),
    ],
  };
}
