import type { ScopeOut, SessionScope } from '@caseway/backend/contract';
import { App, Button, Card, Space, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useScopes, useSession } from '../common/session.tsx';
import { useAttempt } from '../common/use-attempt.ts';
import { useWords } from '../i18n/i18n.ts';
import { changePlace, PlaceDialog } from './PlaceDialog.tsx';

interface Branch extends SessionScope {
  children?: Branch[];
}

/** The tree of places as rows within rows. */
function branches(scopes: readonly SessionScope[], parents: readonly SessionScope[]): Branch[] {
  return parents.map((scope) => {
    const children = scopes.filter(({ parentId }) => parentId === scope.id);
    return children.length > 0 ? { ...scope, children: branches(scopes, children) } : scope;
  });
}

/** The district, its townships, and their villages. */
export function PlacesPage() {
  const { t, say } = useWords();
  const attempt = useAttempt();
  const { modal } = App.useApp();
  const { reload } = useSession();
  const { scopes, byId } = useScopes();
  const [open, setOpen] = useState<{ place?: ScopeOut } | null>(null);
  const setClosed = (place: ScopeOut, closed: boolean) =>
    attempt(async () => {
      await changePlace(place, { closed });
      await reload();
    });
  const close = (place: ScopeOut) =>
    modal.confirm({
      title: t('places.closeAsk', { name: say(place.title) }),
      content: t('places.closeHelp'),
      okText: t('places.close'),
      cancelText: t('common.cancel'),
      onOk: () => setClosed(place, true),
    });
  const roots = scopes.filter(({ parentId }) => parentId === null || !byId.has(parentId));
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('nav.scopes')}</Typography.Title>
        {scopes.some(({ mayAdminister }) => mayAdminister) && (
          <div className="page-actions">
            <Button type="primary" onClick={() => setOpen({})}>
              {t('admin.addScope')}
            </Button>
          </div>
        )}
      </div>
      <p className="secondary">{t('admin.scopesHelp')}</p>
      <Card styles={{ body: { padding: 0 } }}>
        <Table<Branch>
          rowKey="id"
          dataSource={branches(scopes, roots)}
          pagination={false}
          scroll={{ x: 560 }}
          expandable={{ defaultExpandAllRows: true }}
          columns={[
            {
              title: t('admin.title'),
              render: (_, scope) => (
                <span className="whole">
                  {say(scope.title)} {scope.closed && <Tag>{t('places.closed')}</Tag>}
                </span>
              ),
            },
            { title: t('admin.key'), render: (_, scope) => <span className="number">{scope.key}</span> },
            {
              title: <span className="visually-hidden">{t('case.actions')}</span>,
              align: 'end',
              render: (_, scope) =>
                scope.mayAdminister && (
                  <Space>
                    <Button size="small" onClick={() => setOpen({ place: scope })}>
                      {t('places.rename')}
                    </Button>
                    {scope.closed ? (
                      <Button size="small" onClick={() => void setClosed(scope, false)}>
                        {t('places.open')}
                      </Button>
                    ) : (
                      scope.parentId && (
                        <Button size="small" onClick={() => close(scope)}>
                          {t('places.close')}
                        </Button>
                      )
                    )}
                  </Space>
                ),
            },
          ]}
        />
      </Card>
      {open && (
        <PlaceDialog
          {...open}
          onClose={(changed) => {
            setOpen(null);
            if (changed) void reload();
          }}
        />
      )}
    </>
  );
}
