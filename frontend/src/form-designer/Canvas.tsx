import { PlusOutlined } from '@ant-design/icons';
import { FIELD_TYPES, type FieldType } from '@caseway/form-schemas';
import { closestCenter, DndContext, type DragEndEvent, DragOverlay, type DragStartEvent } from '@dnd-kit/core';
import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import { sideOf, useDragging } from '../editor-kit/dragging.tsx';
import { MoreMenu } from '../editor-kit/MoreMenu.tsx';
import { useWords } from '../i18n/i18n.ts';
import { placeOf, useDesigner } from './designer-context.ts';
import { FieldList } from './FieldCard.tsx';
import { Palette } from './Palette.tsx';
import { useFieldActs } from './use-field-acts.ts';

/** What is dragged onto, as told by whatever can be dropped on. */
interface Over {
  place: readonly number[];
  object?: string;
  section?: string;
}

/** The form drawn: its sections with their fields, and beside them the types of field to add. */
export function Canvas() {
  const { t, say } = useWords();
  const { drawn, mayEdit, selected, select } = useDesigner();
  const acts = useFieldActs();
  const dragging = useDragging();
  const [active, setActive] = useState<string | null>(null);

  const onDragStart = ({ active: { data, id } }: DragStartEvent) => {
    const type = data.current?.type as FieldType | undefined;
    const field = type ? undefined : placeOf(drawn, String(id))?.field;
    setActive(type ? say(FIELD_TYPES[type].title) : field ? acts.titleOf(field) : null);
  };
  const onDragEnd = ({ active: { id, data }, over }: DragEndEvent) => {
    setActive(null);
    if (!over || over.id === id) return;
    const onto = placeOf(drawn, String(over.id));
    const { place, object = onto?.field.object ?? '', section = onto?.section } = over.data.current as Over;
    const type = data.current?.type as FieldType | undefined;
    const index = place.at(-1) ?? 0;
    if (type) {
      if (!onto?.field.fixed) acts.add(type, { object, section, index });
      return;
    }
    const from = placeOf(drawn, String(id));
    // A field stays among its like: what asks for it by its place would no longer find it.
    if (!from || from.field.object !== object) return;
    const after = onto && sideOf(data.current?.place as readonly number[], place) === 'after';
    const sameList = from.section === section || object !== '';
    const target = index + (after ? 1 : 0) - (sameList && from.index < index + (after ? 1 : 0) ? 1 : 0);
    acts.moveTo(from.field, { ...(object === '' && section !== undefined && { section }), index: target });
  };
  return (
    <DndContext
      {...dragging}
      collisionDetection={closestCenter}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setActive(null)}
    >
      <div className="fd-canvas">
        {mayEdit && (
          <aside className="fd-beside">
            <h2 className="section-title">{t('designer.palette')}</h2>
            <Palette onChoose={(type) => acts.add(type)} draggable />
          </aside>
        )}
        <div className="fd-sections stack">
          <button
            type="button"
            className={`fd-head ${selected.kind === 'form' ? 'fd-selected' : ''}`}
            aria-current={selected.kind === 'form'}
            onClick={() => select({ kind: 'form' })}
          >
            <span className="fd-form-title">{say(drawn.form.title)}</span>
            <span className="secondary">{say(drawn.form.description)}</span>
          </button>
          {drawn.unplaced.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('designer.unplaced', { fields: drawn.unplaced.map(acts.titleOf).join(t('designer.comma')) })}
            />
          )}
          {drawn.sections.map((section, index) => {
            const title = say(section.title) || section.key;
            const isSelected = selected.kind === 'section' && selected.key === section.key;
            return (
              <Card
                key={section.key}
                className={`fd-section ${isSelected ? 'fd-selected' : ''}`}
                title={
                  <h2 className="section-title">
                    <button
                      type="button"
                      className="fd-section-title"
                      aria-current={isSelected}
                      onClick={() => select({ kind: 'section', key: section.key })}
                    >
                      {title}
                    </button>
                  </h2>
                }
                extra={
                  mayEdit && (
                    <MoreMenu
                      label={title}
                      entries={[
                        {
                          key: 'up',
                          label: t('ruleEditor.moveUp'),
                          disabled: index === 0,
                          act: () => acts.shiftSection(section.key, -1),
                        },
                        {
                          key: 'down',
                          label: t('ruleEditor.moveDown'),
                          disabled: index === drawn.sections.length - 1,
                          act: () => acts.shiftSection(section.key, 1),
                        },
                        {
                          key: 'remove',
                          label: t('designer.removeSection', { count: section.fields.length }),
                          danger: true,
                          disabled: drawn.sections.length === 1,
                          act: () => acts.removeSection(section.key),
                        },
                      ]}
                    />
                  )
                }
              >
                {section.help && <p className="secondary section-help">{say(section.help)}</p>}
                {section.fields.length === 0 && <p className="secondary">{t('designer.emptySection')}</p>}
                <FieldList
                  fields={section.fields}
                  place={[index]}
                  label={title}
                  object=""
                  section={section.key}
                  mayAdd={mayEdit}
                />
              </Card>
            );
          })}
          {mayEdit && (
            <Button type="dashed" block icon={<PlusOutlined />} onClick={acts.addSection}>
              {t('designer.addSection')}
            </Button>
          )}
        </div>
      </div>
      <DragOverlay dropAnimation={null}>{active && <div className="fd-dragged">{active}</div>}</DragOverlay>
    </DndContext>
  );
}
