import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, Button, ConfigProvider, Result } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import { ByNumber } from '../cases/ByNumber.tsx';
import { AppearanceProvider } from '../common/appearance.tsx';
import { messageOf } from '../common/problem-message.ts';
import { SessionProvider, useSession } from '../common/session.tsx';
import { NotHere, Starting } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { FirstPassword } from './FirstPassword.tsx';
import { navigationFor } from './navigation.tsx';
import { PagePlace, page } from './page.tsx';
import { Shell } from './Shell.tsx';
import { SignInPage } from './SignInPage.tsx';
import { themeOf } from './theme.ts';

const Day = page(async () => (await import('../work/Day.tsx')).Day);
const Ledger = page(async () => (await import('../cases/ledger/Ledger.tsx')).Ledger);
const CorrectCase = page(async () => (await import('../cases/corrections/CorrectCase.tsx')).CorrectCase);
const FindPerson = page(async () => (await import('../cases/find/FindPerson.tsx')).FindPerson);
const NewCase = page(async () => (await import('../cases/NewCase.tsx')).NewCase);
const Receipt = page(async () => (await import('../cases/Receipt.tsx')).Receipt);
const CasePage = page(async () => (await import('../cases/CasePage.tsx')).CasePage);
const ClockProposals = page(async () => (await import('../cases/clocks/ClockProposals.tsx')).ClockProposals);
const Statistics = page(async () => (await import('../statistics/Statistics.tsx')).Statistics);
const AdminRoutes = page(async () => (await import('./AdminRoutes.tsx')).AdminRoutes);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; a lost connection may come back.
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
      staleTime: 10_000,
    },
  },
});

function Pages() {
  const { t } = useWords();
  const { session, known, failure, reload, has } = useSession();
  if (!known) return <Starting />;
  if (!session && failure) {
    const retry = <Button onClick={() => void reload()}>{t('common.retry')}</Button>;
    return <Result status="warning" title={t('error.title')} subTitle={messageOf(failure, t)} extra={retry} />;
  }
  if (!session) return <SignInPage />;
  if (session.user.mustChangePassword) return <FirstPassword />;
  const home = navigationFor(has)[0]?.items[0]?.path ?? '/work';
  return (
    <PagePlace>
      <Routes>
        <Route
          path="/cases/:id/receipt"
          element={
            <ByNumber>
              <Receipt />
            </ByNumber>
          }
        />
        <Route element={<Shell />}>
          <Route index element={<Navigate to={home} replace />} />
          <Route path="work" element={<Day />} />
          <Route path="new" element={<NewCase />} />
          <Route path="cases" element={<Ledger />} />
          <Route path="cases/find" element={<FindPerson />} />
          <Route
            path="cases/:id/correct"
            element={
              <ByNumber>
                <CorrectCase />
              </ByNumber>
            }
          />
          <Route
            path="cases/:id"
            element={
              <ByNumber>
                <CasePage />
              </ByNumber>
            }
          />
          <Route path="clocks" element={<ClockProposals />} />
          <Route path="statistics" element={<Statistics />} />
          <Route path="admin/*" element={<AdminRoutes />} />
          <Route path="*" element={<NotHere why="notFound" />} />
        </Route>
      </Routes>
    </PagePlace>
  );
}

export function App() {
  const { locale } = useWords();
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  return (
    <AppearanceProvider>
      {(dark) => (
        <ConfigProvider
          theme={themeOf(dark)}
          locale={locale === 'en' ? enUS : zhCN}
          button={{ autoInsertSpace: false }}
        >
          <AntApp>
            <ErrorBoundary>
              <QueryClientProvider client={queries}>
                <BrowserRouter>
                  <SessionProvider>
                    <Pages />
                  </SessionProvider>
                </BrowserRouter>
              </QueryClientProvider>
            </ErrorBoundary>
          </AntApp>
        </ConfigProvider>
      )}
    </AppearanceProvider>
  );
}
