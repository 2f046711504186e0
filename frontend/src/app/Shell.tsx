import { BellOutlined, KeyOutlined, LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import type { NotificationOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Badge, Button, Drawer, Dropdown, Grid, Layout, Menu, Space } from 'antd';
import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { get } from '../api/client.ts';
import { giveUpKept, sendKept } from '../cases/drafts/send-kept.ts';
import { messageOf } from '../common/problem-message.ts';
import { useScopes, useSession } from '../common/session.tsx';
import { useWords } from '../i18n/i18n.ts';
import { Messages } from '../work/Messages.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { DraftsNotSent } from './DraftsNotSent.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { navigationFor } from './navigation.tsx';
import { fetchPages, PagePlace } from './page.tsx';
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx';
import { useOnline } from './use-online.ts';
import { useTabLeavesLists } from './use-tab-leaves-lists.ts';

/** Messages asked for at once. */
const SHOWN = 50;

/** Where somebody works: the place's own name, and with the township that a village lies in. */
function usePlace(): { own: string; whole: string } | null {
  const { say } = useWords();
  const { session } = useSession();
  const { byId } = useScopes();
  const scope = session && byId.get(session.user.scopeId);
  if (!scope) return null;
  const own = say(scope.title);
  const parent = scope.kind === 'village' && scope.parentId !== null ? byId.get(scope.parentId) : undefined;
  return { own, whole: parent ? `${say(parent.title)} · ${own}` : own };
}

/** The frame of every page: where one is, who one is, and the way to everything else. */
export function Shell() {
  const { t } = useWords();
  const { session, signOut, has } = useSession();
  const { message } = App.useApp();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [menuOpen, setMenuOpen] = useState(false);
  const [messagesOpen, setMessagesOpen] = useState(false);
  const [passwordOpen, setPasswordOpen] = useState(false);
  const [unsent, setUnsent] = useState(0);
  const online = useOnline();
  const place = usePlace();
  useTabLeavesLists();
  const groups = navigationFor(has);
  const unread = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: () =>
      get<{ items: NotificationOut[]; nextCursor: string | null }>('/notifications', { unread: true, limit: SHOWN }),
    refetchInterval: 60_000,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setMenuOpen(false), [pathname]);

  useEffect(() => {
    // What this machine has not sent of who is signed in: now, and whenever the network is back.
    const send = () => void sendKept();
    send();
    window.addEventListener('online', send);
    return () => window.removeEventListener('online', send);
  }, []);

  useEffect(() => {
    // Not before what is on the screen is there; what has not been opened is there, too, once the connection goes.
    const timer = window.setTimeout(() => void fetchPages(), 3_000);
    return () => window.clearTimeout(timer);
  }, []);

  const leave = async () => {
    const unsent = await sendKept();
    if (unsent > 0) setUnsent(unsent);
    else await signOutNow();
  };
  const signOutNow = async (leaving?: () => void) => {
    setUnsent(0);
    try {
      await signOut(leaving);
      navigate('/');
    } catch (error) {
      message.error(t('signIn.notSignedOut', { why: messageOf(error, t) }));
    }
  };
  const current = groups.flatMap(({ items }) => items).find(({ path }) => pathname.startsWith(path))?.path;
  const menu = (
    <nav aria-label={t('common.menu')}>
      <Menu
        mode="inline"
        selectedKeys={current ? [current] : []}
        items={groups.map(({ key, items }) => ({
          key,
          type: 'group' as const,
          label: t(`nav.${key}`),
          children: items.map(({ path, label, icon }) => ({
            key: path,
            icon,
            label: <Link to={path}>{t(label)}</Link>,
          })),
        }))}
      />
    </nav>
  );
  const { items = [], nextCursor = null } = unread.data ?? {};
  // More than are shown at once: their number is not known.
  const count = nextCursor ? `${SHOWN}+` : items.length;
  const messages =
    count === 0 ? t('work.notifications') : t('common.aside', { text: t('work.notifications'), aside: count });

  return (
    <Layout className="shell">
      <DraftsNotSent
        count={unsent}
        onStay={() => setUnsent(0)}
        onLeave={() => void signOutNow()}
        onGiveUp={() => void signOutNow(giveUpKept)}
      />
      <a className="skip-link" href="#content">
        {t('common.skip')}
      </a>
      <Layout.Header className="shell-header">
        {!wide && (
          <Button type="text" icon={<MenuOutlined />} aria-label={t('common.menu')} onClick={() => setMenuOpen(true)} />
        )}
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{t('app.name')}</span>
        </Link>
        {place && (
          <span
            className="shell-place"
            title={place.whole}
            role="note"
            aria-label={t('common.place', { place: place.whole })}
          >
            {wide ? place.whole : place.own}
          </span>
        )}
        <Space size={2} className="shell-tools">
          <Badge count={count} size="small" offset={[-6, 6]}>
            <Button type="text" icon={<BellOutlined />} aria-label={messages} onClick={() => setMessagesOpen(true)} />
          </Badge>
          {wide && <LanguageSwitch />}
          <ThemeSwitch />
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'password', icon: <KeyOutlined />, label: t('signIn.changePassword') },
                { key: 'out', icon: <LogoutOutlined />, label: t('signIn.signOut') },
              ],
              onClick: ({ key }) => {
                if (key === 'password') setPasswordOpen(true);
                else void leave();
              },
            }}
          >
            <Button type="text" icon={<UserOutlined />} aria-label={session?.user.displayName ?? ''}>
              {wide && session?.user.displayName}
            </Button>
          </Dropdown>
        </Space>
      </Layout.Header>
      {!online && <Alert banner type="warning" title={t('error.offlineBanner')} />}
      <Layout>
        {wide ? (
          <Layout.Sider width={224} className="shell-sider">
            {menu}
          </Layout.Sider>
        ) : (
          <Drawer
            open={menuOpen}
            placement="left"
            size={280}
            onClose={() => setMenuOpen(false)}
            title={<LanguageSwitch />}
          >
            {menu}
          </Drawer>
        )}
        <Layout.Content id="content" className="shell-content" role="main" tabIndex={-1}>
          {/* Around the page alone: what stands about it does not go while the page is fetched. */}
          <ErrorBoundary key={pathname}>
            <PagePlace>
              <Outlet />
            </PagePlace>
          </ErrorBoundary>
        </Layout.Content>
      </Layout>
      <Messages open={messagesOpen} onClose={() => setMessagesOpen(false)} />
      <ChangePassword open={passwordOpen} onClose={() => setPasswordOpen(false)} />
    </Layout>
  );
}
