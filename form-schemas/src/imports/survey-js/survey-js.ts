import type { FormSchema } from '../../model/form-definition.ts';
import { builtForm, type ForeignField, type ForeignSection } from '../foreign/build.ts';
import type { Imported, ImportOptions } from '../foreign/contract.ts';
import { readExpression } from '../foreign/expression.ts';
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

const INPUTS: Record<string, FormSchema> = {
  number: { type: 'number' },
  range: { type: 'number' },
  date: { type: 'string', format: 'date' },
  'datetime-local': { type: 'string', format: 'date-time' },
  time: { type: 'string', format: 'time' },
  tel: { type: 'string', maxLength: 40 },
  email: { type: 'string' },
  url: { type: 'string' },
};
const STATIC = new Set(['html', 'image']);
const UNLIKE = new Set(['file', 'signaturepad', 'imagemap', 'matrixdropdown', 'custom', 'slider']);
/** Members that are carried, or say how it looks alone. */
const SILENT = new Set([
  'type',
  'name',
  'title',
  'description',
  'isRequired',
  'visibleIf',
  'requiredIf',
  'choices',
  'inputType',
  'placeholder',
  'placeHolder',
  'maxLength',
  'min',
  'max',
  'validators',
  'elements',
  'templateElements',
  'columns',
  'rows',
  'items',
  'rateValues',
  'rateMin',
  'rateMax',
  'rateStep',
  'minRowCount',
  'maxRowCount',
  'minPanelCount',
  'maxPanelCount',
  'rowCount',
  'panelCount',
  'startWithNewLine',
  'titleLocation',
  'colCount',
  'width',
  'minWidth',
  'maxWidth',
  'indent',
  'state',
  'cellType',
  'columnColCount',
  'showNumber',
  'hideNumber',
  'questions',
  'labelTrue',
  'labelFalse',
  'renderAs',
  'rateType',
  'autoGrow',
  'minValueExpression',
]);
const TOLD: Record<
  string,
  'calculated' | 'check' | 'default' | 'setting' | 'other' | 'choicesElsewhere' | 'choiceFilter'
> = {
  defaultValue: 'default',
  defaultValueExpression: 'calculated',
  setValueExpression: 'calculated',
  hasOther: 'other',
  showOtherItem: 'other',
  choicesVisibleIf: 'choiceFilter',
  choicesEnableIf: 'choiceFilter',
};

class Reader {
  constructor(private readonly told: Told) {}

  elements(list: readonly unknown[], place: string, around: readonly Condition[], depth = 0): ForeignField[] {
    if (depth > 12) {
      this.told.add(place, 'tooMany');
      return [];
    }
    return list.flatMap((element, index) => this.element(element, place, index, around, depth));
  }

  private element(element: unknown, around: string, index: number, conditions: readonly Condition[], depth: number) {
    if (!isRecord(element)) return [];
    const name = asText(own(element, 'name')) ?? asText(own(element, 'valueName')) ?? String(index + 1);
    const place = `${around} › ${name}`;
    const type = asText(own(element, 'type')) ?? asText(own(element, 'cellType')) ?? 'text';
    const visible = asText(own(element, 'visibleIf'));
    const here = visible ? [...conditions, { text: visible, asked: readExpression(visible) }] : conditions;
    if (own(element, 'visible') === false) {
      this.told.add(place, 'hidden');
      return [];
    }
    if (type === 'panel') return this.elements(listOf(own(element, 'elements')), place, here, depth + 1);
    if (STATIC.has(type)) this.told.add(place, 'static');
    else if (type === 'expression') this.told.add(place, 'calculated', asText(own(element, 'expression')) ?? '');
    else if (UNLIKE.has(type)) this.told.add(place, 'type', type);
    if (STATIC.has(type) || type === 'expression' || UNLIKE.has(type)) return [];
    this.members(element, place);
    const field = {
      place,
      name,
      title: textOf(own(element, 'title'), place, this.told),
      help: textOf(own(element, 'description'), place, this.told),
      required: isYes(own(element, 'isRequired')),
      shown: joined(here),
      requiredWhen: this.expression(own(element, 'requiredIf')),
      placeholder: textOf(own(element, 'placeholder') ?? own(element, 'placeHolder'), place, this.told),
    };
    if (type === 'multipletext') return this.several(element, field, listOf(own(element, 'items')));
    if (type === 'matrix') return this.matrix(element, field);
    const rows = type === 'matrixdynamic' ? 'columns' : type === 'paneldynamic' ? 'templateElements' : undefined;
    if (rows) {
      const [least, most] = rows === 'columns' ? ['minRowCount', 'maxRowCount'] : ['minPanelCount', 'maxPanelCount'];
      const inner = this.elements(listOf(own(element, rows)), place, [], depth + 1);
      return [
        { ...field, schema: { type: 'array' as const, ...counts(element, least ?? '', most ?? '') }, rows: inner },
      ];
    }
    return [{ ...field, schema: this.schema(element, type, place) }];
  }

  private expression(given: unknown) {
    const text = asText(given);
    return text ? { text, asked: readExpression(text) } : undefined;
  }

  private members(element: Foreign, place: string): void {
    for (const name of Object.keys(element)) {
      const value = element[name];
      if (SILENT.has(name) || value === undefined || value === null || value === '' || value === false) continue;
      const code = Object.hasOwn(TOLD, name) ? TOLD[name] : undefined;
      this.told.add(place, code ?? 'setting', code === 'calculated' ? (asText(value) ?? '') : name);
    }
  }

  private several(element: Foreign, field: Omit<ForeignField, 'schema'>, items: readonly unknown[]): ForeignField[] {
    this.told.add(field.place, 'nested');
    return this.elements(items, field.place, []).map((item) => ({
      ...item,
      shown: field.shown,
      required: item.required || isYes(own(element, 'isRequired')),
    }));
  }

  /** One choice a row: each row is a field. */
  private matrix(element: Foreign, field: Omit<ForeignField, 'schema'>): ForeignField[] {
    const { place } = field;
    const columns = this.choices(own(element, 'columns'), place);
    if (!columns) {
      this.told.add(place, 'type', 'matrix');
      return [];
    }
    this.told.add(place, 'nested');
    return listOf(own(element, 'rows')).map((row, index) => {
      const value = asText(isRecord(row) ? own(row, 'value') : row) ?? String(index + 1);
      const title = textOf(isRecord(row) ? (own(row, 'text') ?? value) : row, place, this.told);
      return { ...field, place: `${place} › ${value}`, name: `${field.name}-${value}`, title, schema: { ...columns } };
    });
  }

  private choices(given: unknown, place: string): FormSchema | undefined {
    return choicesSchema(
      listOf(given).map((choice) => {
        const value = isRecord(choice) ? (own(choice, 'value') ?? own(choice, 'name')) : choice;
        const said = isRecord(choice) ? (own(choice, 'text') ?? own(choice, 'title')) : choice;
        if (isRecord(choice) && own(choice, 'visibleIf') !== undefined) this.told.add(place, 'choiceFilter');
        return { value: value as never, title: textOf(said, place, this.told) };
      }),
      place,
      this.told,
    );
  }

  private schema(element: Foreign, type: string, place: string): FormSchema {
    if (type === 'boolean') return { type: 'boolean' };
    if (type === 'comment') return { type: 'string', maxLength: asCount(own(element, 'maxLength')) || 2000 };
    if (type === 'rating' && !Array.isArray(own(element, 'rateValues'))) {
      const [least, most] = [asNumber(own(element, 'rateMin')) ?? 1, asNumber(own(element, 'rateMax')) ?? 5];
      return { type: 'integer', minimum: Math.floor(least), maximum: Math.max(Math.floor(least), Math.floor(most)) };
    }
    const chosen = this.choices(own(element, type === 'rating' ? 'rateValues' : 'choices'), place);
    if (['radiogroup', 'dropdown', 'rating', 'buttongroup'].includes(type)) return chosen ?? this.elsewhere(place);
    if (['checkbox', 'tagbox', 'ranking', 'imagepicker'].includes(type)) {
      if (type === 'ranking') this.told.add(place, 'setting', 'ranking');
      return chosen ? { type: 'array', items: chosen, uniqueItems: true } : this.elsewhere(place);
    }
    if (type !== 'text') this.told.add(place, 'typeAsText', type);
    return this.limits(element, INPUTS[asText(own(element, 'inputType')) ?? ''] ?? { type: 'string' }, place);
  }

  private elsewhere(place: string): FormSchema {
    this.told.add(place, 'choicesElsewhere');
    return { type: 'string', maxLength: 60 };
  }

  private limits(element: Foreign, base: FormSchema, place: string): FormSchema {
    const schema: FormSchema = { ...base };
    const put = (least: unknown, most: unknown) => {
      const [from, to] = [asNumber(least), asNumber(most)];
      if (schema.type === 'number' && from !== undefined) schema.minimum = from;
      if (schema.type === 'number' && to !== undefined) schema.maximum = to;
      const day = /^\d{4}-\d{2}-\d{2}$/;
      if (schema.format === 'date' && typeof least === 'string' && day.test(least)) schema['x-not-before'] = least;
      if (schema.format === 'date' && typeof most === 'string' && day.test(most)) schema['x-not-after'] = most;
    };
    put(own(element, 'min'), own(element, 'max'));
    const most = asCount(own(element, 'maxLength'));
    if (schema.type === 'string' && !schema.format && most) schema.maxLength = most;
    for (const validator of listOf(own(element, 'validators'))) {
      const kind = asText(own(validator, 'type')) ?? '';
      if (own(validator, 'text') !== undefined) this.told.add(place, 'message');
      if (kind === 'numeric' && schema.type === 'number') put(own(validator, 'minValue'), own(validator, 'maxValue'));
      else if (kind === 'text' && schema.type === 'string') {
        const [from, to] = [asCount(own(validator, 'minLength')), asCount(own(validator, 'maxLength'))];
        if (from) schema.minLength = from;
        if (to) schema.maxLength = to;
      } else if (kind === 'regex' && schema.type === 'string' && typeof own(validator, 'regex') === 'string') {
        schema.pattern = String(own(validator, 'regex'));
      } else this.told.add(place, 'check', asText(own(validator, 'expression')) ?? kind);
    }
    return schema;
  }
}

function counts(element: Foreign, least: string, most: string): FormSchema {
  const [from, to] = [asCount(own(element, least)), asCount(own(element, most))];
  return { ...(from && { minItems: from }), ...(to && { maxItems: to }) };
}

export const isSurveyJs = (given: unknown): boolean =>
  isRecord(given) && ['pages', 'elements', 'questions'].some((name) => Array.isArray(own(given, name)));

/** A form of SurveyJS; null where it has no field that ours has the like of. */
export function fromSurveyJs(given: unknown, options: ImportOptions = {}): Imported | null {
  if (!isRecord(given) || !isSurveyJs(given)) return null;
  const told = new Told();
  const reader = new Reader(told);
  const pages = Array.isArray(own(given, 'pages')) ? listOf(own(given, 'pages')) : [given];
  const sections: ForeignSection[] = pages.slice(0, 100).map((page, index) => {
    const place = asText(own(page, 'name')) ?? `page ${index + 1}`;
    const visible = asText(own(page, 'visibleIf'));
    const around = visible ? [{ text: visible, asked: readExpression(visible) }] : [];
    const elements = own(page, 'elements') ?? own(page, 'questions');
    const title = page === given ? undefined : textOf(own(page, 'title'), place, told);
    return { title, fields: reader.elements(listOf(elements), place, around) };
  });
  for (const name of ['triggers', 'calculatedValues'] as const) {
    for (const one of listOf(own(given, name)).slice(0, 100)) {
      told.add(name, 'calculated', asText(own(one, 'expression')) ?? asText(own(one, 'type')) ?? '');
    }
  }
  const texts = {
    title: textOf(own(given, 'title'), 'title', told),
    description: textOf(own(given, 'description'), 'description', told),
  };
  return builtForm(texts, sections, told, options);
}
