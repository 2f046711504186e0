import type { Side } from '@caseway/rule-sets';
import { Button, Modal, Radio, Space } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import type { Draft } from '../use-draft.ts';

interface Props {
  draft: Draft;
  onClose: () => void;
}

/** Where two people changed the same place: both in words, side by side, one to be chosen for each. */
export function ConflictDialog({ draft, onClose }: Props) {
  const { t } = useWords();
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const [busy, setBusy] = useState(false);
  const conflicts = draft.conflict ?? [];
  const person = draft.state.conflict?.theirs.updatedBy?.displayName ?? t('versions.someone');
  const open = conflicts.filter(({ place }) => !choices.has(place)).length;
  const choose = (place: string, side: Side) => setChoices(new Map([...choices, [place, side]]));
  const chooseAll = (side: Side) => setChoices(new Map(conflicts.map(({ place }) => [place, side])));
  const apply = async () => {
    setBusy(true);
    await draft.resolve(choices);
    setBusy(false);
  };
  return (
    <Modal
      open
      width={860}
      title={t('versions.conflictTitle', { person })}
      onCancel={onClose}
      footer={[
        <Button key="later" onClick={onClose}>
          {t('versions.later')}
        </Button>,
        <Button key="apply" type="primary" disabled={open > 0} loading={busy} onClick={() => void apply()}>
          {open > 0 ? t('versions.stillOpen', { count: open }) : t('versions.apply')}
        </Button>,
      ]}
    >
      <p>{t('versions.conflictHelp')}</p>
      {conflicts.length > 1 && (
        <Space wrap>
          <Button size="small" onClick={() => chooseAll('mine')}>
            {t('versions.allMine')}
          </Button>
          <Button size="small" onClick={() => chooseAll('theirs')}>
            {t('versions.allTheirs', { person })}
          </Button>
        </Space>
      )}
      {conflicts.map((conflict, index) => {
        const { place, title, part, base } = conflict;
        const heading = `conflict-${index}`;
        return (
          <section key={place} aria-labelledby={heading} className="conflict">
            <h3 id={heading}>{title ? `${title} · ${part}` : part}</h3>
            {base && (
              <p className="secondary">
                {t('versions.was')} {base}
              </p>
            )}
            <Radio.Group
              aria-labelledby={heading}
              className="conflict-sides"
              value={choices.get(place) ?? null}
              onChange={({ target }) => choose(place, target.value as Side)}
            >
              {(['mine', 'theirs'] as const).map((side) => (
                <Radio value={side} key={side} className={choices.get(place) === side ? 'side chosen' : 'side'}>
                  <strong>{side === 'mine' ? t('versions.mine') : t('versions.theirs', { person })}</strong>
                  <span className="side-text">{conflict[side]}</span>
                </Radio>
              ))}
            </Radio.Group>
          </section>
        );
      })}
    </Modal>
  );
}
