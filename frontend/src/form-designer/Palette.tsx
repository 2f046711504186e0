import { FIELD_TYPE_GROUPS, FIELD_TYPES, type FieldType } from '@caseway/form-schemas';
import { useDraggable } from '@dnd-kit/core';
import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/i18n.ts';

/** In the order in which they are offered. */
export const OFFERED = Object.keys(FIELD_TYPES) as FieldType[];
export const GROUPS = Object.keys(FIELD_TYPE_GROUPS) as (keyof typeof FIELD_TYPE_GROUPS)[];

/** Types of field as people look for them; chosen by a click or a key, or dragged to their place. */
export function Palette({
  onChoose,
  draggable = false,
}: {
  onChoose: (type: FieldType) => void;
  /** Where the drawing is beside it. */
  draggable?: boolean;
}) {
  const { t, say } = useWords();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const fits = (type: FieldType) => {
    const { title, help } = FIELD_TYPES[type];
    return [title['zh-CN'], title.en, help['zh-CN'], help.en].some((text) => text.toLowerCase().includes(wanted));
  };
  const found = OFFERED.filter(fits);
  return (
    <nav className="fd-palette" aria-label={t('designer.palette')}>
      <Input
        type="search"
        aria-label={t('designer.searchTypes')}
        placeholder={t('designer.searchTypes')}
        value={search}
        allowClear
        onChange={({ target }) => setSearch(target.value)}
      />
      {found.length === 0 && <p className="secondary">{t('designer.noType')}</p>}
      {GROUPS.map((group) => {
        const types = found.filter((type) => FIELD_TYPES[type].group === group);
        return (
          types.length > 0 && (
            <section key={group} aria-label={say(FIELD_TYPE_GROUPS[group])}>
              <h3 className="fd-palette-group">{say(FIELD_TYPE_GROUPS[group])}</h3>
              {types.map((type) =>
                draggable ? (
                  <Draggable key={type} type={type} onChoose={onChoose} />
                ) : (
                  <TypeButton key={type} type={type} onChoose={onChoose} />
                ),
              )}
            </section>
          )
        );
      })}
    </nav>
  );
}

function TypeButton({ type, onChoose }: { type: FieldType; onChoose: (type: FieldType) => void }) {
  const { say } = useWords();
  const { title, help } = FIELD_TYPES[type];
  return (
    <button type="button" className="fd-type" title={say(help)} data-type={type} onClick={() => onChoose(type)}>
      {say(title)}
    </button>
  );
}

function Draggable({ type, onChoose }: { type: FieldType; onChoose: (type: FieldType) => void }) {
  // For the pointer alone: by keyboard the button adds it.
  const { setNodeRef, listeners } = useDraggable({ id: `type ${type}`, data: { type } });
  return (
    <div ref={setNodeRef} onPointerDown={listeners?.onPointerDown as never}>
      <TypeButton type={type} onChoose={onChoose} />
    </div>
  );
}
