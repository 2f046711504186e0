import { Button, Result } from 'antd';
import i18next from 'i18next';
import { Component, type ReactNode } from 'react';

/** The last resort: a page that failed says so and offers to be loaded anew. Drafts are kept in the browser. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { t } = i18next;
    return (
      <Result
        status="error"
        title={<h1 className="result-title">{t('error.title')}</h1>}
        subTitle={t('error.unexpected')}
        extra={<Button onClick={() => window.location.reload()}>{t('common.retry')}</Button>}
      />
    );
  }
}
