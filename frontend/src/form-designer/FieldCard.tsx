import { type DrawnField, FIELD_TYPES, type FormDefinition } from '@caseway/form-schemas';
import { useDroppable } from '@dnd-kit/core';
import { Tag } from 'antd';
import { type KeyboardEvent, memo, useMemo } from 'react';
import { DragHandle, useSortable } from '../editor-kit/dragging.tsx';
import { MoreMenu } from '../editor-kit/MoreMenu.tsx';
import { useWords } from '../i18n/i18n.ts';
import { AddField } from './AddField.tsx';
import { useDesigner } from './designer-context.ts';
import { allWords, objectForm } from './field-words.ts';
import { useFieldActs } from './use-field-acts.ts';

/** When a field is shown and asked for, where that is not always, in words. */
export function useFieldConditions(field: DrawnField, siblings: readonly DrawnField[]) {
  const { t, locale } = useWords();
  const { drawn } = useDesigner();
  const form: FormDefinition = useMemo(
    () => objectForm(drawn, siblings, field.object),
    [drawn, siblings, field.object],
  );
  const around = {
    not: (words: string) => t('designer.notWhen', { words }),
    unreadable: t('designer.inSource'),
  };
  const and = t('designer.and');
  const shown = allWords(form, field.shown, locale, around).join(and);
  const asked =
    typeof field.required === 'string'
      ? ''
      : field.required.map((conditions) => allWords(form, conditions, locale, around).join(and)).join(t('designer.or'));
  return { shown, asked };
}

/** One field of the drawing: what it is called, what it is, when it is there. */
export const FieldCard = memo(function FieldCard({
  field,
  siblings,
  place,
}: {
  field: DrawnField;
  siblings: readonly DrawnField[];
  /** Orders it among everything that can be dragged. */
  place: readonly number[];
}) {
  const { t, say } = useWords();
  const { mayEdit, selected, select, findingsOf, goToSource } = useDesigner();
  const acts = useFieldActs();
  const editable = mayEdit && !field.fixed;
  const { setNodeRef, drag, isDragging, side } = useSortable(field.pointer, place, !editable);
  const isSelected = selected.kind === 'field' && selected.pointer === field.pointer;
  const title = acts.titleOf(field);
  const help = say(field.schema['x-help']);
  const { shown, asked } = useFieldConditions(field, siblings);
  const findings = findingsOf({ kind: 'field', pointer: field.pointer });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const choose = () => select({ kind: 'field', pointer: field.pointer });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!editable) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))
      acts.shift(field, event.key === 'ArrowUp' ? -1 : 1);
    else if (event.key === 'Delete') acts.remove(field);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const marks = [
    asked && t('designer.askedWhen', { words: asked }),
    field.schema['x-calculate'] !== undefined && t('designer.isCalculated'),
    field.schema['x-sensitive'] && t('designer.personal'),
  ].filter((mark) => typeof mark === 'string' && mark !== '');
  return (
    <li
      ref={setNodeRef}
      className={`fd-field w-${field.ui.width ?? 'full'} ${isSelected ? 'fd-selected' : ''} ${isDragging ? 're-dragging' : ''} ${side ? `re-drop-${side}` : ''}`}
      data-field={field.pointer}
    >
      <div className="fd-field-line">
        {editable && <DragHandle drag={drag} />}
        <button
          type="button"
          className="fd-field-main"
          aria-current={isSelected}
          onClick={choose}
          onKeyDown={onKeyDown}
        >
          <span className="fd-field-title">
            {title}
            {field.required === 'always' && (
              <>
                <span className="required-mark" aria-hidden="true">
                  *
                </span>
                <span className="visually-hidden">{t('common.required')}</span>
              </>
            )}
            <Tag>{say(FIELD_TYPES[field.type].title)}</Tag>
            {errors > 0 && <Tag color="red">{t('admin.errors', { count: errors })}</Tag>}
          </span>
          {help && <span className="secondary fd-field-help">{help}</span>}
          {shown && <span className="fd-field-when">{t('designer.shownWhen', { words: shown })}</span>}
          {marks.length > 0 && <span className="secondary">{marks.join(t('designer.dot'))}</span>}
        </button>
        <MoreMenu
          label={title}
          entries={
            editable
              ? [
                  { key: 'up', label: t('ruleEditor.moveUp'), act: () => acts.shift(field, -1) },
                  { key: 'down', label: t('ruleEditor.moveDown'), act: () => acts.shift(field, 1) },
                  { key: 'duplicate', label: t('ruleEditor.duplicate'), act: () => acts.duplicate(field) },
                  { key: 'source', label: t('ruleEditor.openSource'), act: () => goToSource(field.at) },
                  { key: 'remove', label: t('common.remove'), danger: true, act: () => acts.remove(field) },
                ]
              : [{ key: 'source', label: t('ruleEditor.openSource'), act: () => goToSource(field.at) }]
          }
        />
      </div>
      {(field.type === 'group' || field.type === 'list') && field.fields.length > 0 && (
        <FieldList
          fields={field.fields}
          place={place}
          label={title}
          object={field.type === 'list' ? `${field.pointer}/*` : field.pointer}
          mayAdd={editable && !field.fields.some(({ fixed }) => fixed)}
        />
      )}
    </li>
  );
});

/** Fields of one object in their order, with the way to add one. */
export function FieldList({
  fields,
  place,
  label,
  object,
  section,
  mayAdd,
}: {
  fields: readonly DrawnField[];
  place: readonly number[];
  label: string;
  object: string;
  section?: string;
  mayAdd: boolean;
}) {
  const end = useDroppable({
    id: `end ${object} ${section ?? ''}`,
    data: { place: [...place, fields.length], object, section },
  });
  return (
    <div ref={end.setNodeRef} className={`fd-list ${end.isOver && fields.length === 0 ? 'fd-over' : ''}`}>
      <ul aria-label={label}>
        {fields.map((field, index) => (
          <FieldCard key={field.pointer} field={field} siblings={fields} place={[...place, index]} />
        ))}
      </ul>
      {mayAdd && <AddField target={{ object, section, index: fields.length }} label={label} />}
    </div>
  );
}
