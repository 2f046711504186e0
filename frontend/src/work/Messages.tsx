import type { NotificationOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Tag } from 'antd';
import { Link } from 'react-router';
import { call, get } from '../api/client.ts';
import { Prose } from '../common/Prose.tsx';
import { Loading, Nothing, WithinDialog } from '../common/states.tsx';
import { momentText } from '../common/times.ts';
import { useAttempt } from '../common/use-attempt.ts';
import { useWords } from '../i18n/i18n.ts';

/** Messages to the one who is signed in, newest first; acknowledged one by one. */
export function Messages({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const messages = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: () => get<{ items: NotificationOut[] }>('/notifications', { unread: true, limit: 50 }),
  });
  const acknowledge = (id: string) =>
    attempt(async () => {
      await call('POST', `/notifications/${id}/acknowledge`, {});
      await queries.invalidateQueries({ queryKey: ['notifications'] });
    });
  const acknowledgeAll = (until: string) =>
    attempt(async () => {
      await call('POST', '/notifications/acknowledge', { body: { until } });
      await queries.invalidateQueries({ queryKey: ['notifications'] });
    });
  // What is urgent is confirmed one by one. The newest stands first.
  const { items: shown = [] } = messages.data ?? {};
  const [newest] = shown;
  const all = newest && shown.some(({ urgent }) => !urgent) && (
    <Button size="small" onClick={() => void acknowledgeAll(newest.at)}>
      {t('work.acknowledgeAll')}
    </Button>
  );
  return (
    <Drawer open={open} onClose={onClose} title={t('work.notifications')} size={420} extra={all}>
      <WithinDialog>
        <Loading query={messages}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing title={t('work.noNotifications')} />
            ) : (
              items.map((item) => (
                <div className="case-line" key={item.id}>
                  <div>
                    {item.urgent && <Tag color="red">!</Tag>}
                    {item.caseId ? (
                      <Link to={`/cases/${item.caseId}`} onClick={onClose}>
                        <Prose>{say(item.message)}</Prose>
                      </Link>
                    ) : (
                      <Prose>{say(item.message)}</Prose>
                    )}
                    <div className="number">{momentText(item.at)}</div>
                  </div>
                  <Button size="small" onClick={() => void acknowledge(item.id)}>
                    {t('work.acknowledge')}
                  </Button>
                </div>
              ))
            )
          }
        </Loading>
      </WithinDialog>
    </Drawer>
  );
}
