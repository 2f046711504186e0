import { SaveOutlined } from '@ant-design/icons';
import type { SavedViewsOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popover, Space } from 'antd';
import { useState } from 'react';
import { call, get } from '../../api/client.ts';
import { TextLine } from '../../common/room.tsx';
import { useAttempt } from '../../common/use-attempt.ts';
import { useWords } from '../../i18n/i18n.ts';

/** Filters kept under a name. */
export function SavedViews({
  current,
  onChoose,
}: {
  current: Record<string, string>;
  onChoose: (query: Record<string, string>) => void;
}) {
  const { t, say } = useWords();
  const attempt = useAttempt();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const views = useQuery({ queryKey: ['saved-views'], queryFn: () => get<SavedViewsOut>('/saved-views') });
  const change = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      await queries.invalidateQueries({ queryKey: ['saved-views'] });
    });
  const save = () =>
    change(async () => {
      await call('POST', '/saved-views', { body: { name: name.trim(), query: current } });
      setName('');
    });
  const remove = (id: string) => change(() => call('DELETE', `/saved-views/${id}`));
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack views">
          {(views.data?.shipped ?? []).length > 0 && (
            <section>
              <h3 className="view-head">{t('ledger.special')}</h3>
              {views.data?.shipped.map((view) => (
                <Button type="link" className="view" key={view.key} onClick={() => onChoose(view.query)}>
                  {say(view.title)}
                </Button>
              ))}
            </section>
          )}
          <h3 className="view-head">{t('ledger.own')}</h3>
          {(views.data?.items ?? []).map((view) => (
            <Space key={view.id} className="view-line">
              <Button type="link" onClick={() => onChoose(view.query)}>
                {view.name}
              </Button>
              <Button size="small" type="text" onClick={() => void remove(view.id)}>
                {t('common.remove')}
              </Button>
            </Space>
          ))}
          <Space.Compact>
            <TextLine
              value={name}
              room={60}
              aria-label={t('ledger.viewName')}
              placeholder={t('ledger.viewName')}
              onChange={({ target }) => setName(target.value)}
            />
            <Button icon={<SaveOutlined />} disabled={!name.trim()} onClick={() => void save()}>
              {t('common.save')}
            </Button>
          </Space.Compact>
        </div>
      }
    >
      <Button>{t('ledger.views')}</Button>
    </Popover>
  );
}
