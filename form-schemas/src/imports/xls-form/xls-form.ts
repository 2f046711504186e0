import type { FormSchema } from '../../model/form-definition.ts';
import type { LocalizedText } from '../../model/text.ts';
import type { Asked } from '../foreign/asked.ts';
import { builtForm, type ForeignField, type ForeignSection } from '../foreign/build.ts';
import type { Imported, ImportOptions } from '../foreign/contract.ts';
import { readExpression } from '../foreign/expression.ts';
import { type Condition, joined } from '../foreign/joined.ts';
import { choicesSchema, isYes, languageOf, textOf } from '../foreign/read.ts';
import { Told } from '../foreign/told.ts';
import type { Rows } from '../table/table.ts';
import type { Sheet } from '../workbook/read-workbook.ts';

/** A row of a sheet by the heads of its columns. */
type Row = ReadonlyMap<string, string>;

const TYPES: Record<string, FormSchema> = {
  text: { type: 'string' },
  string: { type: 'string' },
  integer: { type: 'integer' },
  int: { type: 'integer' },
  decimal: { type: 'number' },
  range: { type: 'number' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  datetime: { type: 'string', format: 'date-time' },
  acknowledge: { type: 'boolean' },
  trigger: { type: 'boolean' },
};
const AUTOMATIC = new Set([
  'start',
  'end',
  'today',
  'deviceid',
  'subscriberid',
  'simserial',
  'phonenumber',
  'username',
  'email',
  'audit',
  'hidden',
  'start-geopoint',
  'background-audio',
]);
const CARRIED = new Set([
  'type',
  'name',
  'label',
  'hint',
  'required',
  'relevant',
  'relevance',
  'constraint',
  'calculation',
  'guidance_hint',
]);
const SELECT = /^(select_one|select one|select_multiple|select multiple|rank)(?:_from_file)?\s+(\S+)(\s+or_other)?$/i;

function rowsBy(rows: Rows): Row[] {
  const [head = [], ...rest] = rows;
  const names = head.map((cell) => cell.trim().toLowerCase());
  return rest.map((row) => {
    const said = row.flatMap((cell, column): [string, string][] => {
      const name = names[column];
      return name && cell.trim() !== '' ? [[name, cell.trim()]] : [];
    });
    return new Map(said);
  });
}

/** `label`, `label::English (en)`, `label:zh`. */
function textsOf(row: Row, name: string, place: string, told: Told): LocalizedText | undefined {
  const texts: Record<string, string> = {};
  for (const [head, text] of row) {
    if (head === name) texts.default = text;
    else if (head.startsWith(`${name}:`)) texts[head.slice(name.length).replace(/^:+/, '').trim()] = text;
  }
  if (Object.keys(texts).length === 0) return undefined;
  // A sheet of one language only is in whatever that is.
  const [[only, text] = []] = Object.entries(texts);
  if (Object.keys(texts).length === 1 && only !== undefined && !languageOf(only)) return textOf(text, place, told);
  return textOf(texts, place, told);
}

interface Level {
  section: boolean;
  conditions: readonly Condition[];
  fields: ForeignField[];
  repeat?: ForeignField;
}

class Reader {
  readonly sections: ForeignSection[] = [];
  private readonly levels: Level[] = [];

  constructor(
    private readonly choices: ReadonlyMap<string, readonly Row[]>,
    private readonly told: Told,
  ) {
    const first: ForeignSection = { title: undefined, fields: [] };
    this.sections.push(first);
    this.levels.push({ section: true, conditions: [], fields: first.fields });
  }

  row(row: Row, number: number): void {
    const type = row.get('type') ?? '';
    if (type === '') return;
    const name = row.get('name') ?? String(number);
    const place = `survey ${number} › ${name}`;
    const [verb, what] = type.toLowerCase().replace('_', ' ').split(/\s+/);
    if (verb === 'begin' && (what === 'group' || what === 'repeat')) this.begin(row, what, name, place);
    else if (verb === 'end' && (what === 'group' || what === 'repeat')) this.end();
    else this.question(row, type, name, place);
  }

  private get level(): Level {
    return this.levels.at(-1) as Level;
  }

  private conditions(row: Row): readonly Condition[] {
    const text = row.get('relevant') ?? row.get('relevance');
    return text ? [...this.level.conditions, { text, asked: readExpression(text) }] : this.level.conditions;
  }

  private begin(row: Row, what: 'group' | 'repeat', name: string, place: string): void {
    const title = textsOf(row, 'label', place, this.told);
    const conditions = this.conditions(row);
    if (this.levels.length > 20) this.told.add(place, 'tooMany');
    if (what === 'repeat') {
      if (row.has('repeat_count')) this.told.add(place, 'calculated', row.get('repeat_count') ?? '');
      const rows: ForeignField[] = [];
      const repeat: ForeignField = { place, name, title, schema: { type: 'array' }, shown: joined(conditions), rows };
      this.level.fields.push(repeat);
      this.levels.push({ section: false, conditions: [], fields: rows, repeat });
      return;
    }
    const isTop = this.levels.every(({ repeat }) => !repeat);
    if (!isTop) this.told.add(place, 'nested');
    const fields = isTop ? [] : this.level.fields;
    if (isTop) this.sections.push({ title, fields });
    this.levels.push({ section: isTop, conditions, fields });
  }

  private end(): void {
    if (this.levels.length === 1) return;
    const ended = this.levels.pop();
    if (!ended?.section) return;
    // What follows a group at the top is a section of its own.
    const level = this.level;
    if (!level.section) return;
    const next: ForeignSection = { title: this.sections.at(-2)?.title, fields: [] };
    this.sections.push(next);
    level.fields = next.fields;
  }

  private question(row: Row, type: string, name: string, place: string): void {
    const kind = type.toLowerCase();
    const isAsked = !['note', 'calculate'].includes(kind) && !AUTOMATIC.has(kind);
    const schema = isAsked ? this.schema(type, place, row) : undefined;
    if (kind === 'note') this.told.add(place, 'static');
    else if (kind === 'calculate') this.told.add(place, 'calculated', row.get('calculation') ?? '');
    else if (!isAsked) this.told.add(place, 'hidden');
    else if (!schema) this.told.add(place, 'type', type);
    if (!schema) return;
    for (const [head, text] of row) {
      const column = head.split(':')[0] ?? head;
      if (CARRIED.has(column) || (column === 'appearance' && kind === 'text')) continue;
      if (column === 'default') this.told.add(place, 'default');
      else if (column === 'choice_filter') this.told.add(place, 'choiceFilter');
      else if (column === 'constraint_message' || column === 'required_message') this.told.add(place, 'message');
      else this.told.add(place, 'setting', `${head}: ${text}`);
    }
    const required = row.get('required') ?? '';
    const isPlain = /^(yes|no|true|false|true\(\)|false\(\)|1|0|)$/i.test(required);
    this.level.fields.push({
      place,
      name,
      title: textsOf(row, 'label', place, this.told),
      help: textsOf(row, 'hint', place, this.told),
      schema: this.limited(schema, row, place),
      required: isPlain && isYes(required),
      shown: joined(this.conditions(row)),
      requiredWhen: isPlain ? undefined : { text: required, asked: readExpression(required) },
    });
  }

  private schema(type: string, place: string, row: Row): FormSchema | undefined {
    const select = SELECT.exec(type);
    if (select) {
      const [, verb = '', list = '', other] = select;
      if (other) this.told.add(place, 'other');
      const rows = this.choices.get(list.toLowerCase()) ?? [];
      const chosen = choicesSchema(
        rows.map((choice) => ({
          value: choice.get('name') ?? choice.get('value') ?? '',
          title: textsOf(choice, 'label', `choices › ${list}`, this.told),
        })),
        place,
        this.told,
      );
      if (!chosen) {
        this.told.add(place, 'choicesElsewhere');
        return { type: 'string', maxLength: 60 };
      }
      return /one$/i.test(verb) ? chosen : { type: 'array', items: chosen, uniqueItems: true };
    }
    const known = type.toLowerCase();
    if (!Object.hasOwn(TYPES, known)) return undefined;
    const isLong = known === 'text' && /multiline/.test(row.get('appearance') ?? '');
    return isLong ? { type: 'string', maxLength: 2000 } : { ...TYPES[known] };
  }

  /** `. >= 1 and . <= 10`, `string-length(.) <= 20`, `regex(., '…')`; what says anything else is told whole. */
  private limited(schema: FormSchema, row: Row, place: string): FormSchema {
    const text = row.get('constraint');
    if (!text) return schema;
    const made = this.pattern(schema, text) ?? limitsOf(schema, text);
    if (!made) this.told.add(place, 'check', text);
    return made ?? schema;
  }

  private pattern(schema: FormSchema, text: string): FormSchema | undefined {
    const start = /^\s*regex\s*\(\s*\.\s*,\s*'/.exec(text)?.[0];
    const rest = start === undefined ? undefined : text.slice(start.length).trimEnd();
    if (!rest?.endsWith(')') || schema.type !== 'string' || schema.format || schema.enum) return undefined;
    const pattern = rest.slice(0, -1).trimEnd();
    return pattern.endsWith("'") && !pattern.slice(0, -1).includes("'")
      ? { ...schema, pattern: pattern.slice(0, -1) }
      : undefined;
  }
}

const SELF = '.';

function limitsOf(schema: FormSchema, text: string): FormSchema | undefined {
  const isLength = /string-length\(\s*\.\s*\)/.test(text);
  if (isLength && (schema.type !== 'string' || schema.format || schema.enum)) return undefined;
  if (!isLength && schema.type !== 'number' && schema.type !== 'integer') return undefined;
  const asked = readExpression(isLength ? text.replaceAll(/string-length\(\s*\.\s*\)/g, '.') : text, SELF);
  const parts: readonly Asked[] = asked && 'all' in asked ? asked.all : asked ? [asked] : [];
  let made: FormSchema = schema;
  for (const part of parts) {
    if (!('field' in part) || part.field !== SELF || part.is === 'given' || typeof part.value !== 'number')
      return undefined;
    const { is, value } = part;
    const whole = Number.isSafeInteger(value) && value >= 0;
    if (isLength && !whole) return undefined;
    const limit: FormSchema | undefined = isLength
      ? (
          {
            atLeast: { minLength: value },
            above: { minLength: value + 1 },
            atMost: { maxLength: value },
            below: { maxLength: Math.max(0, value - 1) },
          } as Record<string, FormSchema>
        )[is]
      : (
          {
            atLeast: { minimum: value },
            above: { exclusiveMinimum: value },
            atMost: { maximum: value },
            below: { exclusiveMaximum: value },
          } as Record<string, FormSchema>
        )[is];
    if (!limit) return undefined;
    made = { ...made, ...limit };
  }
  return parts.length > 0 ? made : undefined;
}

const sheetNamed = (sheets: readonly Sheet[], name: string): Sheet | undefined =>
  sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);

export const isXlsForm = (sheets: readonly Sheet[]): boolean => sheetNamed(sheets, 'survey') !== undefined;

/** An XLSForm: sheets `survey`, `choices`, `settings`. Null where it has no field that ours has the like of. */
export function fromXlsForm(sheets: readonly Sheet[], options: ImportOptions = {}): Imported | null {
  const survey = sheetNamed(sheets, 'survey');
  if (!survey) return null;
  const told = new Told();
  const choices = new Map<string, Row[]>();
  for (const row of rowsBy(sheetNamed(sheets, 'choices')?.rows ?? [])) {
    const list = (row.get('list_name') ?? row.get('list name') ?? '').toLowerCase();
    choices.set(list, [...(choices.get(list) ?? []), row]);
  }
  const reader = new Reader(choices, told);
  for (const [index, row] of rowsBy(survey.rows).entries()) reader.row(row, index + 2);
  const [settings = new Map<string, string>()] = rowsBy(sheetNamed(sheets, 'settings')?.rows ?? []);
  for (const head of settings.keys()) {
    if (!/^form_?(title|id)|^version$|^default_language$/.test(head)) told.add('settings', 'setting', head);
  }
  const title = textsOf(settings, 'form_title', 'settings', told);
  return builtForm({ title }, reader.sections, told, options);
}
