import {
  bindField,
  changeField,
  type DrawnField,
  drawnFields,
  FIELD_TYPE_GROUPS,
  FIELD_TYPES,
  type FieldType,
  type FormBindings,
  type FormSchema,
  layOutField,
  patchField,
  renameField,
  requireWhen,
  showWhen,
  turnField,
  type Widget,
} from '@caseway/form-schemas';
import { Alert, Button, Radio, Segmented } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { BothTexts } from './BothTexts.tsx';
import { CalculationField } from './CalculationField.tsx';
import { ChoicesField } from './ChoicesField.tsx';
import { type Placed, useDesigner } from './designer-context.ts';
import { FindingLines } from './FindingLines.tsx';
import { LimitsField } from './LimitsField.tsx';
import { NameField } from './NameField.tsx';
import { GROUPS, OFFERED } from './Palette.tsx';
import { SwitchLine } from './SwitchLine.tsx';
import { useFieldActs } from './use-field-acts.ts';
import { WhenField } from './WhenField.tsx';
import { usesOfField, WhereUsed } from './WhereUsed.tsx';

const WIDTHS = ['full', 'half', 'third'] as const;

/** What a field of a type can be to the platform. Others are bound in the source. */
const BINDINGS: Partial<Record<keyof FormBindings, readonly FieldType[]>> = {
  title: ['text', 'long-text'],
  petitionerName: ['text'],
  petitionerId: ['id-number'],
  petitionerContact: ['mobile', 'phone', 'text'],
  petitionerAddress: ['text', 'long-text'],
  place: ['place'],
  receivedOn: ['date'],
  headcount: ['integer'],
  about: ['case'],
  matter: ['choice'],
  deliveredOn: ['date'],
  doneOn: ['date'],
};
const OF_STEPS: ReadonlySet<string> = new Set(['deliveredOn', 'doneOn']);

/** Everything that is said of one field, in the words of who makes the form. */
export function FieldSheet({ placed, fresh }: { placed: Placed; fresh: boolean }) {
  const { field, siblings } = placed;
  const { t, say } = useWords();
  const { content, drawn, mayEdit, edit, select, findingsOf, goToSource, readers } = useDesigner();
  const acts = useFieldActs();
  const first = useRef<{ focus: () => void; select?: () => void }>(null);
  const [lost, setLost] = useState<readonly string[]>([]);
  const [turned, setTurned] = useState({ followed: 0, left: 0 });
  const id = useId();
  const { pointer, schema, written, type } = field;
  const uses = usesOfField(readers.uses, pointer);
  const named = uses.filter(({ as }) => as !== 'bound');
  const title = acts.titleOf(field);
  const disabled = !mayEdit || field.fixed;
  const { widgets } = FIELD_TYPES[type];
  const change = (what: string) => t('designer.editField', { title, what });

  useEffect(() => {
    if (!fresh) return;
    first.current?.focus();
    first.current?.select?.();
  }, [fresh]);

  const patch = (what: string, next: Parameters<typeof patchField>[2], mergeKey?: string) =>
    edit(change(what), (before) => patchField(before, pointer, next), mergeKey && `${mergeKey} ${pointer}`);
  const derived = type === 'choice' ? schema : type === 'choices' ? (schema.items ?? {}) : undefined;
  const own = type === 'choices' ? written.items : written;
  // As they are written; those that a schema names in another way, as they are derived.
  const choices = derived && (own?.enum ? own : derived);
  const bindable = (Object.keys(BINDINGS) as (keyof FormBindings)[]).filter(
    (name) =>
      field.object === '' && BINDINGS[name]?.includes(type) && (drawn.form.use === 'step') === OF_STEPS.has(name),
  );
  const bound = (Object.keys(drawn.form.bindings ?? {}) as (keyof FormBindings)[]).filter(
    (name) => drawn.form.bindings?.[name] === pointer,
  );
  return (
    <div className="fd-sheet stack">
      {readers.note}
      <h2 className="section-title">
        {title} <span className="secondary">{say(FIELD_TYPES[type].title)}</span>
      </h2>
      {field.fixed && (
        <Alert
          type="info"
          showIcon
          title={t('designer.fixed')}
          action={
            <Button size="small" onClick={() => goToSource(field.at)}>
              {t('ruleEditor.openSource')}
            </Button>
          }
        />
      )}
      <FindingLines findings={findingsOf({ kind: 'field', pointer })} />
      <BothTexts
        label={t('designer.title')}
        value={written['x-title'] ?? schema['x-title']}
        disabled={disabled}
        first={first as never}
        onChange={(next) => patch(t('designer.title'), { 'x-title': next }, 'title')}
      />
      <BothTexts
        label={t('designer.help')}
        value={written['x-help'] ?? schema['x-help']}
        disabled={disabled}
        long
        onChange={(next) => patch(t('designer.help'), { 'x-help': next }, 'help')}
      />
      <div>
        <label htmlFor={`${id}-type`}>{t('designer.type')}</label>
        <Select<FieldType>
          id={`${id}-type`}
          className="fd-wide"
          value={type}
          disabled={disabled}
          options={GROUPS.map((group) => ({
            label: say(FIELD_TYPE_GROUPS[group]),
            title: group,
            options: OFFERED.filter((name) => FIELD_TYPES[name].group === group).map((name) => ({
              value: name,
              label: say(FIELD_TYPES[name].title),
            })),
          }))}
          onChange={(next) => {
            const made = turnField(content, pointer, next);
            setLost(made.lost);
            setTurned(made);
            edit(change(t('designer.type')), (before) => turnField(before, pointer, next).content);
          }}
        />
        <div className="secondary">{say(FIELD_TYPES[type].help)}</div>
        {turned.followed > 0 && (
          <Alert type="info" showIcon title={t('designer.followed', { count: turned.followed })} />
        )}
        {turned.left > 0 && <Alert type="warning" showIcon title={t('designer.leftBehind', { count: turned.left })} />}
        {lost.length > 0 && (
          <Alert
            type="warning"
            showIcon
            closable={{ onClose: () => setLost([]) }}
            role="status"
            title={t('designer.lost', {
              what: lost.map((keyword) => lostWords(keyword, t)).join(t('designer.comma')),
            })}
          />
        )}
      </div>
      {choices && (
        <ChoicesField
          schema={choices}
          disabled={disabled}
          onChange={(said, mergeKey) =>
            edit(
              change(t('designer.choices')),
              (before) =>
                changeField(before, pointer, (given) => {
                  const { oneOf: _, ...rest } = type === 'choices' ? (given.items ?? {}) : given;
                  return type === 'choices' ? { ...given, items: { ...rest, ...said } } : { ...rest, ...said };
                }),
              mergeKey && `${mergeKey} ${pointer}`,
            )
          }
        />
      )}
      <CalculationField {...{ field, disabled, change }} />
      {!FIELD_TYPES[type].holdsNothing && schema['x-calculate'] === undefined && (
        <Requirement {...{ field, siblings, disabled, change }} />
      )}
      <Showing {...{ field, siblings, disabled, change }} />
      <LimitsField
        field={field}
        disabled={disabled}
        onChange={(next, mergeKey) => patch(t('designer.limits'), next, mergeKey)}
      />
      <fieldset>
        <legend>{t('designer.width')}</legend>
        <Segmented<(typeof WIDTHS)[number]>
          aria-label={t('designer.width')}
          value={field.ui.width ?? 'full'}
          disabled={disabled}
          options={WIDTHS.map((value) => ({ value, label: t(`designer.width_${value}`) }))}
          onChange={(width) =>
            edit(change(t('designer.width')), (before) =>
              layOutField(before, pointer, { width: width === 'full' ? undefined : width }),
            )
          }
        />
      </fieldset>
      {widgets && (
        <fieldset>
          <legend>{t('designer.widget')}</legend>
          <Segmented<Widget>
            aria-label={t('designer.widget')}
            value={field.ui.widget && widgets.includes(field.ui.widget) ? field.ui.widget : (widgets[0] ?? 'select')}
            disabled={disabled}
            options={widgets.map((value) => ({ value, label: t(`designer.widget_${value}`) }))}
            onChange={(widget) =>
              edit(change(t('designer.widget')), (before) =>
                layOutField(before, pointer, { widget: widget === widgets[0] ? undefined : widget }),
              )
            }
          />
        </fieldset>
      )}
      <fieldset>
        <legend>{t('designer.personal')}</legend>
        <SwitchLine
          label={t('designer.isPersonal')}
          checked={schema['x-sensitive'] !== undefined}
          disabled={disabled}
          onChange={(checked) =>
            patch(t('designer.personal'), {
              'x-sensitive': checked ? { reason: { 'zh-CN': '' } as never } : undefined,
            })
          }
        />
        {schema['x-sensitive'] && (
          <BothTexts
            label={t('designer.reason')}
            value={(written['x-sensitive'] ?? schema['x-sensitive']).reason}
            disabled={disabled}
            long
            onChange={(next) =>
              patch(
                t('designer.reason'),
                { 'x-sensitive': { reason: (next ?? { 'zh-CN': '', en: '' }) as never } },
                'reason',
              )
            }
          />
        )}
      </fieldset>
      {(bindable.length > 0 || bound.length > 0) && (
        <div>
          <label htmlFor={`${id}-bound`}>{t('designer.standsFor')}</label>
          <Select<(keyof FormBindings)[]>
            id={`${id}-bound`}
            className="fd-wide"
            mode="multiple"
            value={bound}
            disabled={disabled}
            placeholder={t('designer.standsForNothing')}
            options={[...new Set([...bindable, ...bound])].map((name) => ({
              value: name,
              label: t(`designer.binding_${name}`),
            }))}
            onChange={(next) =>
              edit(change(t('designer.standsFor')), (before) => {
                const taken = bound.filter((name) => !next.includes(name));
                const without = taken.reduce((content, name) => bindField(content, name, undefined), before);
                return next.reduce((content, name) => bindField(content, name, pointer), without);
              })
            }
          />
        </div>
      )}
      <NameField
        field={field}
        siblings={drawnFields(drawn).filter(({ object }) => object === field.object)}
        disabled={disabled}
        onRename={(to) => {
          const done = () => select({ kind: 'field', pointer: `${field.object}/${to}` });
          const alone = () => {
            edit(change(t('designer.name')), (before) => renameField(before, pointer, to).content);
            done();
          };
          if (named.length > 0)
            readers.rename({ field, to, alone, done, back: () => select({ kind: 'field', pointer }) });
          else alone();
        }}
      />
      <WhereUsed field={field} uses={uses} />
      {!disabled && (
        <div className="fd-sheet-foot">
          <Button onClick={() => acts.duplicate(field)}>{t('ruleEditor.duplicate')}</Button>
          <Button danger onClick={() => acts.remove(field)}>
            {t('designer.removeField')}
          </Button>
        </div>
      )}
    </div>
  );
}

const LIMITS_NAMED: ReadonlySet<string> = new Set(Object.values(FIELD_TYPES).flatMap(({ limits }) => limits));

/** What a field lost by becoming another, as the sheet calls it. */
function lostWords(keyword: string, t: (name: string) => string): string {
  if (LIMITS_NAMED.has(keyword)) return t(`designer.limit_${keyword}`);
  if (keyword === 'enum' || keyword === 'x-enum-titles' || keyword === 'oneOf') return t('designer.choices');
  return keyword === 'default' ? t('designer.default') : keyword;
}

interface PartProps {
  field: DrawnField;
  siblings: readonly DrawnField[];
  disabled: boolean;
  change: (what: string) => string;
}

/** A condition to begin with: that the first field before this one is given. */
function firstCondition(siblings: readonly DrawnField[], field: DrawnField): FormSchema {
  const other =
    siblings.find(({ name, type }) => name !== field.name && FIELD_TYPES[type].decides) ??
    siblings.find(({ name }) => name !== field.name);
  return other ? { required: [other.name] } : {};
}

const conditionsAt = (steps: readonly string[]): string => ['/schema', ...steps].join('/');

function Showing({ field, siblings, disabled, change }: PartProps) {
  const { t } = useWords();
  const { edit } = useDesigner();
  const [condition] = field.shown;
  const what = t('designer.shown');
  const alone = siblings.length < 2;
  return (
    <fieldset>
      <legend>{what}</legend>
      <Radio.Group
        aria-label={what}
        value={condition ? 'when' : 'always'}
        disabled={disabled}
        options={[
          { value: 'always', label: t('designer.shown_always') },
          { value: 'when', label: t('designer.shown_when'), disabled: alone },
        ]}
        onChange={({ target }) =>
          edit(change(what), (before) =>
            showWhen(before, field.pointer, target.value === 'when' ? firstCondition(siblings, field) : null),
          )
        }
      />
      {condition && (
        <When
          {...{ field, siblings }}
          conditions={field.shown}
          onChange={(label, next, mergeKey) => edit(label, (before) => showWhen(before, field.pointer, next), mergeKey)}
        />
      )}
    </fieldset>
  );
}

function Requirement({ field, siblings, disabled, change }: PartProps) {
  const { t } = useWords();
  const { edit } = useDesigner();
  const what = t('designer.asked');
  const conditions = typeof field.required === 'string' ? undefined : field.required;
  const alone = siblings.length < 2;
  return (
    <fieldset>
      <legend>{what}</legend>
      <Radio.Group
        aria-label={what}
        value={conditions ? 'when' : field.required}
        disabled={disabled}
        options={[
          { value: 'always', label: t('designer.asked_always') },
          { value: 'never', label: t('designer.asked_never') },
          { value: 'when', label: t('designer.asked_when'), disabled: alone },
        ]}
        onChange={({ target }) =>
          edit(change(what), (before) =>
            requireWhen(
              before,
              field.pointer,
              target.value === 'when' ? firstCondition(siblings, field) : (target.value as 'always' | 'never'),
            ),
          )
        }
      />
      {conditions?.[0] && (
        <When
          {...{ field, siblings }}
          conditions={conditions.length === 1 ? conditions[0] : []}
          onChange={(label, next, mergeKey) =>
            edit(label, (before) => requireWhen(before, field.pointer, next), mergeKey)
          }
        />
      )}
    </fieldset>
  );
}

/** One condition to edit; several at once, or one that must not hold, are written in the source. */
function When({
  field,
  siblings,
  conditions,
  onChange,
}: Pick<PartProps, 'field' | 'siblings'> & {
  conditions: DrawnField['shown'];
  onChange: Parameters<typeof WhenField>[0]['onChange'];
}) {
  const { t } = useWords();
  const { goToSource } = useDesigner();
  const [condition] = conditions;
  if (conditions.length !== 1 || !condition?.holds) {
    return (
      <Alert
        type="info"
        title={t('designer.inSource')}
        action={
          <Button size="small" onClick={() => goToSource(condition ? conditionsAt(condition.steps) : field.at)}>
            {t('ruleEditor.openSource')}
          </Button>
        }
      />
    );
  }
  return <WhenField {...{ field, siblings, onChange }} condition={condition.if} at={conditionsAt(condition.steps)} />;
}
