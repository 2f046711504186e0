import type { FormSchema } from '../../model/form-definition.ts';
import type { Asked } from '../foreign/asked.ts';
import { builtForm, type ForeignField, type ForeignSection } from '../foreign/build.ts';
import type { Imported, ImportOptions } from '../foreign/contract.ts';
import { type Condition, joined } from '../foreign/joined.ts';
import {
  asCount,
  asNumber,
  asText,
  choicesSchema,
  type Foreign,
  isRecord,
  isYes,
  listOf,
  own,
  textOf,
} from '../foreign/read.ts';
import { Told } from '../foreign/told.ts';

const TYPES: Record<string, FormSchema> = {
  textfield: { type: 'string' },
  textarea: { type: 'string', maxLength: 2000 },
  number: { type: 'number' },
  currency: { type: 'string', format: 'cny-amount' },
  checkbox: { type: 'boolean' },
  email: { type: 'string' },
  phoneNumber: { type: 'string', maxLength: 40 },
  url: { type: 'string' },
  day: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
};
const STATIC = new Set(['content', 'htmlelement', 'alert']);
const UNLIKE = new Set([
  'password',
  'signature',
  'file',
  'tree',
  'form',
  'resource',
  'custom',
  'datamap',
  'recaptcha',
  'sketchpad',
]);
const LISTS = new Set(['datagrid', 'editgrid', 'datatable']);
/** Scripts and formulas, wherever they stand. */
const SCRIPTS = ['customConditional', 'customDefaultValue', 'calculateValue'] as const;

/** `conditional`: shown, or hidden, where others are answered so. */
function conditionOf(component: Foreign): Condition | undefined {
  const given = own(component, 'conditional');
  const hides = own(given, 'show') === false || own(given, 'show') === 'false';
  const turned = (asked: Asked): Asked => (hides ? { not: asked } : asked);
  const when = asText(own(given, 'when'));
  if (when) {
    const value = own(given, 'eq');
    const asked: Asked = {
      field: when,
      is: 'includes',
      value: typeof value === 'boolean' ? value : (asText(value) ?? ''),
    };
    return { text: `${when} = ${String(asText(value) ?? value)}`, asked: turned(asked) };
  }
  const list = listOf(own(given, 'conditions'));
  if (list.length === 0) return undefined;
  const text = list
    .map((one) => `${asText(own(one, 'component')) ?? ''} ${asText(own(one, 'operator')) ?? ''}`)
    .join(', ');
  const parts = list.map((one): Asked | undefined => {
    const field = asText(own(one, 'component'));
    const value = own(one, 'value');
    const said = typeof value === 'boolean' ? value : asText(value);
    const operator = asText(own(one, 'operator')) ?? 'isEqual';
    if (field === undefined) return undefined;
    if (operator === 'isEmpty') return { not: { field, is: 'given' } };
    if (operator === 'isNotEmpty') return { field, is: 'given' };
    if (said === undefined) return undefined;
    if (operator === 'isEqual' || operator === 'includes') return { field, is: 'includes', value: said };
    if (operator === 'isNotEqual' || operator === 'notIncludes') return { not: { field, is: 'includes', value: said } };
    const limits = {
      greaterThan: 'above',
      greaterThanOrEqual: 'atLeast',
      lessThan: 'below',
      lessThanOrEqual: 'atMost',
    } as const;
    return Object.hasOwn(limits, operator)
      ? { field, is: limits[operator as keyof typeof limits], value: said }
      : undefined;
  });
  const read = parts.filter((part) => part !== undefined);
  if (read.length !== parts.length) return { text, asked: undefined };
  return { text, asked: turned(own(given, 'conjunction') === 'any' ? { any: read } : { all: read }) };
}

class Reader {
  readonly sections: ForeignSection[] = [];
  constructor(private readonly told: Told) {}

  /** Fields one after the other; at the top a panel is a section. */
  components(list: readonly unknown[], place: string, around: readonly Condition[], depth = 0): ForeignField[] {
    if (depth > 20) {
      this.told.add(place, 'tooMany');
      return [];
    }
    return list.flatMap((one, index) => (isRecord(one) ? this.component(one, place, index, around, depth) : []));
  }

  private component(
    component: Foreign,
    at: string,
    index: number,
    around: readonly Condition[],
    depth: number,
  ): ForeignField[] {
    const key = asText(own(component, 'key')) ?? String(index + 1);
    const type = asText(own(component, 'type')) ?? '';
    const place = at === '' ? key : `${at} › ${key}`;
    if (type === 'button') {
      this.told.add(place, 'button');
      return [];
    }
    if (STATIC.has(type)) this.told.add(place, 'static');
    else if (type === 'hidden' || isYes(own(component, 'hidden'))) this.told.add(place, 'hidden');
    else if (UNLIKE.has(type)) this.told.add(place, 'type', type);
    if (STATIC.has(type) || type === 'hidden' || isYes(own(component, 'hidden')) || UNLIKE.has(type)) return [];
    for (const name of SCRIPTS) {
      const text = asText(own(component, name));
      if (text) this.told.add(place, name === 'customConditional' ? 'condition' : 'calculated', text);
    }
    const condition = conditionOf(component);
    const here = condition ? [...around, condition] : around;
    const inner = this.inside(component);
    if (inner && !LISTS.has(type)) {
      const fields = this.components(inner, place, here, depth + 1);
      if (type === 'container') this.told.add(place, 'nested');
      const isSection = depth === 0 && ['panel', 'fieldset', 'well', 'container'].includes(type);
      if (!isSection) return fields;
      const title = textOf(
        own(component, 'title') ?? own(component, 'legend') ?? own(component, 'label'),
        place,
        this.told,
      );
      this.sections.push({ title, fields });
      return [];
    }
    const validate = own(component, 'validate');
    const field: ForeignField = {
      place,
      name: key,
      title: textOf(own(component, 'label'), place, this.told),
      help: textOf(own(component, 'description') ?? own(component, 'tooltip'), place, this.told),
      placeholder: textOf(own(component, 'placeholder'), place, this.told),
      required: isYes(own(validate, 'required')),
      shown: joined(here),
      schema: {},
    };
    this.besides(component, place);
    if (LISTS.has(type)) {
      const [least, most] = [asCount(own(validate, 'minLength')), asCount(own(validate, 'maxLength'))];
      field.schema = { type: 'array', ...(least && { minItems: least }), ...(most && { maxItems: most }) };
      field.rows = this.components(inner ?? [], place, [], depth + 1);
    } else if (type === 'survey') return this.survey(component, field);
    else field.schema = this.schema(component, type, place);
    return [field];
  }

  private inside(component: Foreign): unknown[] | undefined {
    const inner = own(component, 'components');
    const columns = listOf(own(component, 'columns')).flatMap((column) => listOf(own(column, 'components')));
    const cells = listOf(own(component, 'rows')).flatMap((row) =>
      listOf(row).flatMap((cell) => listOf(own(cell, 'components'))),
    );
    // Tabs hold components that hold components.
    const tabs =
      asText(own(component, 'type')) === 'tabs'
        ? listOf(inner).flatMap((tab) => listOf(own(tab, 'components')))
        : undefined;
    if (tabs) return tabs;
    if (Array.isArray(inner)) return inner;
    if (columns.length > 0) return columns;
    return cells.length > 0 ? cells : undefined;
  }

  private besides(component: Foreign, place: string): void {
    const validate = own(component, 'validate');
    const custom = asText(own(validate, 'custom'));
    if (custom) this.told.add(place, 'check', custom);
    if (isRecord(own(validate, 'json'))) this.told.add(place, 'check', 'json');
    if (asText(own(validate, 'customMessage'))) this.told.add(place, 'message');
    if (listOf(own(component, 'logic')).length > 0) this.told.add(place, 'setting', 'logic');
    for (const name of ['inputMask', 'prefix', 'suffix', 'unique', 'encrypted', 'disabled'] as const) {
      const value = own(component, name);
      if (value !== undefined && value !== '' && value !== false && value !== null)
        this.told.add(place, 'setting', name);
    }
    const given = own(component, 'defaultValue');
    const isSaid = given !== undefined && given !== null && given !== '' && given !== false;
    if (isSaid && !(typeof given === 'object' && Object.values(given).every((value) => !value)))
      this.told.add(place, 'default');
  }

  private choices(given: unknown, place: string): FormSchema | undefined {
    return choicesSchema(
      listOf(given).map((choice) => ({
        value: own(choice, 'value') as never,
        title: textOf(own(choice, 'label'), place, this.told),
      })),
      place,
      this.told,
    );
  }

  private survey(component: Foreign, field: ForeignField): ForeignField[] {
    const { place } = field;
    const values = this.choices(own(component, 'values'), place);
    if (!values) {
      this.told.add(place, 'type', 'survey');
      return [];
    }
    this.told.add(place, 'nested');
    return listOf(own(component, 'questions')).map((question, index) => {
      const value = asText(own(question, 'value')) ?? String(index + 1);
      const title = textOf(own(question, 'label'), place, this.told);
      return { ...field, place: `${place} › ${value}`, name: `${field.name}-${value}`, title, schema: { ...values } };
    });
  }

  private schema(component: Foreign, type: string, place: string): FormSchema {
    if (type === 'datetime') {
      const isDay = own(component, 'enableTime') === false;
      return { type: 'string', format: isDay ? 'date' : 'date-time' };
    }
    if (type === 'tags') {
      this.told.add(place, 'typeAsText', type);
      return { type: 'string', maxLength: 60 };
    }
    if (['radio', 'select', 'selectboxes'].includes(type)) {
      const data = own(component, 'data');
      const chosen = this.choices(own(component, 'values') ?? own(data, 'values'), place);
      if (!chosen) {
        this.told.add(place, 'choicesElsewhere');
        return { type: 'string', maxLength: 60 };
      }
      const several = type === 'selectboxes' || isYes(own(component, 'multiple'));
      return several ? { type: 'array', items: chosen, uniqueItems: true } : chosen;
    }
    if (isYes(own(component, 'multiple'))) this.told.add(place, 'several');
    if (!Object.hasOwn(TYPES, type)) this.told.add(place, 'typeAsText', type);
    const schema: FormSchema = { ...(Object.hasOwn(TYPES, type) ? TYPES[type] : { type: 'string' }) };
    const validate = own(component, 'validate');
    const [least, most] = [asCount(own(validate, 'minLength')), asCount(own(validate, 'maxLength'))];
    const [from, to] = [asNumber(own(validate, 'min')), asNumber(own(validate, 'max'))];
    if (schema.type === 'string' && !schema.format) {
      if (least) schema.minLength = least;
      if (most) schema.maxLength = most;
      const pattern = asText(own(validate, 'pattern'));
      if (pattern) schema.pattern = `^(?:${pattern})$`;
    }
    if (schema.type === 'number') {
      if (from !== undefined) schema.minimum = from;
      if (to !== undefined) schema.maximum = to;
      if (asCount(own(component, 'decimalLimit')) === 0) schema.type = 'integer';
    } else if (from !== undefined || to !== undefined) this.told.add(place, 'check', 'min, max');
    return schema;
  }
}

export const isFormIo = (given: unknown): boolean => isRecord(given) && Array.isArray(own(given, 'components'));

/** A form of form.io; null where it has no field that ours has the like of. */
export function fromFormIo(given: unknown, options: ImportOptions = {}): Imported | null {
  if (!isFormIo(given)) return null;
  const told = new Told();
  const reader = new Reader(told);
  const loose = reader.components(listOf(own(given, 'components')), '', []);
  return builtForm(
    { title: textOf(own(given, 'title'), 'title', told) },
    [...(loose.length > 0 ? [{ title: undefined, fields: loose }] : []), ...reader.sections],
    told,
    options,
  );
}
