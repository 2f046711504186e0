import { HolderOutlined } from '@ant-design/icons';
import { PointerSensor, useDraggable, useDroppable, useSensor, useSensors } from '@dnd-kit/core';
import { useMemo } from 'react';
import { useWords } from '../i18n/i18n.ts';
import './dragging.css';

/** A drag begins after so many pixels: less is a click. The same object each time, as the library compares it. */
const DRAG = { activationConstraint: { distance: 6 } };

/** What every place where things are dragged shares; steady, so that nothing dragged is shown anew without need. */
export function useDragging() {
  const { t } = useWords();
  const sensors = useSensors(useSensor(PointerSensor, DRAG));
  const accessibility = useMemo(() => ({ screenReaderInstructions: { draggable: t('ruleEditor.dragHelp') } }), [t]);
  return { sensors, accessibility };
}

/** Where among its like a thing is dropped. */
export type DropSide = 'before' | 'after';

/**
 * A thing that can be dragged among its like, and onto which they can be dropped: `place` orders them. Dropped on
 * something that comes later, a thing lands behind it; on something earlier, before it.
 */
export function useSortable(id: string, place: readonly number[], disabled: boolean) {
  const drag = useDraggable({ id, data: { place }, disabled });
  const drop = useDroppable({ id, data: { place }, disabled });
  const from = (drop.active?.data.current as { place?: readonly number[] } | undefined)?.place;
  const isOver = drop.isOver && drop.active?.id !== id && from !== undefined;
  const side: DropSide | undefined = isOver ? sideOf(from, place) : undefined;
  return { setNodeRef: drop.setNodeRef, drag, isDragging: drag.isDragging, side };
}

export function sideOf(from: readonly number[], to: readonly number[]): DropSide {
  for (let index = 0; index < to.length; index++) {
    const [a, b] = [from[index], to[index] ?? 0];
    if (a === undefined) return 'after';
    if (a !== b) return a < b ? 'after' : 'before';
  }
  return 'before';
}

/** What makes an element the handle of a thing dragged. */
export type Handle = Pick<ReturnType<typeof useDraggable>, 'setNodeRef' | 'listeners'>;

/** The handle is for the pointer alone: by keyboard the menu and Alt with the arrows do the same. */
export function DragHandle({ drag }: { drag: Handle }) {
  const { t } = useWords();
  return (
    <span
      ref={drag.setNodeRef}
      className="re-handle"
      title={t('ruleEditor.drag')}
      aria-hidden="true"
      {...drag.listeners}
    >
      <HolderOutlined />
    </span>
  );
}
