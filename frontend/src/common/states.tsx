import { Alert, Button, Empty, Result, Skeleton, Spin } from 'antd';
import { createContext, type ReactNode, useContext } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from './problem-message.ts';

interface Loaded<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

const InDialog = createContext(false);

/** Around what stands in a dialog or a drawer: what fails there is a line of it, never a page in the page. */
export const WithinDialog = ({ children }: { children: ReactNode }) => (
  <InDialog.Provider value={true}>{children}</InDialog.Provider>
);

/** What a query shows while it loads, when it fails, and when it is there; what could not be renewed stays, and is said to be old. */
export function Loading<T>({ query, children }: { query: Loaded<T>; children: (data: T) => ReactNode }) {
  const { t } = useWords();
  const inDialog = useContext(InDialog);
  const retry = (
    <Button size="small" onClick={() => query.refetch()}>
      {t('common.retry')}
    </Button>
  );
  if (query.data !== undefined) {
    // In the same place with and without the notice: what stands below is not begun anew.
    return (
      <>
        {query.error && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            className="stale"
            title={t('error.stale')}
            description={messageOf(query.error, t)}
            action={retry}
          />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.error && inDialog) {
    return <Alert type="error" showIcon role="alert" title={messageOf(query.error, t)} action={retry} />;
  }
  if (query.error) {
    const status = query.error instanceof ApiProblem ? query.error.status : undefined;
    if (status === 403 || status === 404) return <NotHere why={status === 403 ? 'forbidden' : 'notFound'} />;
    return (
      <Result
        status="warning"
        title={<h1 className="result-title">{t('error.title')}</h1>}
        subTitle={messageOf(query.error, t)}
        extra={<Button onClick={() => query.refetch()}>{t('common.retry')}</Button>}
      />
    );
  }
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}

/** A page that does not exist, or not for who asks: trying again changes nothing, so it leads to where they may work. */
export function NotHere({ why }: { why: 'forbidden' | 'notFound' }) {
  const { t } = useWords();
  return (
    <Result
      status={why === 'forbidden' ? '403' : '404'}
      title={<h1 className="result-title">{t(`error.${why}`)}</h1>}
      subTitle={t(`error.${why}Help`)}
      extra={<Link to="/">{t('error.toHome')}</Link>}
    />
  );
}

/** A page that was never fetched, and no connection: it comes by itself when there is one. */
export function NotOpened() {
  const { t } = useWords();
  return (
    <div role="status">
      <Result
        status="warning"
        title={<h1 className="result-title">{t('error.notOpened')}</h1>}
        subTitle={t('error.notOpenedHelp')}
      />
    </div>
  );
}

/** Nothing there: what it means and what to do. */
export function Nothing({ title, help, action }: { title: string; help?: string; action?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          {help && <div className="secondary">{help}</div>}
        </>
      }
    >
      {action}
    </Empty>
  );
}

/** A page on its way, in the place where it will stand. */
export function Starting() {
  const { t } = useWords();
  return (
    <Spin description={t('common.loading')} size="large">
      <div className="starting" />
    </Spin>
  );
}
