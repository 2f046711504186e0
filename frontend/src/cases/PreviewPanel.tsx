import type { LinkKind, PreviewOut } from '@caseway/backend/contract';
import { Alert, Card, Skeleton, Space, Spin, Tag } from 'antd';
import { messageOf } from '../common/problem-message.ts';
import { useWords } from '../i18n/i18n.ts';
import { DeadlineList } from './DeadlineList.tsx';
import { DecisionList } from './DecisionList.tsx';
import { EarlierList } from './earlier/EarlierList.tsx';

interface Props {
  preview: PreviewOut | undefined;
  error: Error | null;
  busy: boolean;
  /** What somebody is asked to look at again; it can be so. */
  questions: readonly string[];
  /** Earlier cases that it is to be linked with. */
  links: ReadonlyMap<string, LinkKind>;
  onLink: (id: string, kind: LinkKind | undefined) => void;
}

/** Kind, path, deadlines and reasons of what is being filled in. */
export function PreviewPanel({ preview, error, busy, questions, links, onLink }: Props) {
  const { t, say, list } = useWords();
  const out = [
    ...(preview?.keptOut.people ?? []).map(({ displayName }) => displayName),
    ...(preview?.keptOut.departments ?? []).map(({ title }) => say(title)),
  ];
  return (
    <aside className="stack sticky" aria-label={t('newCase.preview')} aria-live="polite" aria-busy={busy}>
      <Card
        title={
          <Space>
            <h2 className="section-title">{t('newCase.preview')}</h2>
            {busy && <Spin size="small" />}
          </Space>
        }
      >
        {error && <Alert type="warning" showIcon title={messageOf(error, t)} className="notice" />}
        {questions.map((question) => (
          <Alert key={question} type="warning" showIcon title={question} className="notice" />
        ))}
        {!preview ? (
          !error && <Skeleton active paragraph={{ rows: 5 }} title={false} />
        ) : (
          <div className="stack">
            <div>
              <div className="secondary">{t('newCase.category')}</div>
              <div className="preview-kind" data-testid="preview-category">
                {preview.category
                  ? say(preview.category.title)
                  : t(preview.path ? 'newCase.unclear' : 'newCase.notBefore')}
              </div>
            </div>
            <dl className="facts">
              {preview.path && (
                <>
                  <dt>{t('newCase.path')}</dt>
                  <dd data-testid="preview-path">{say(preview.path.title)}</dd>
                  <dt>{t('newCase.department')}</dt>
                  <dd>{say(preview.department?.title) || t('common.none')}</dd>
                  <dt>{t('newCase.level')}</dt>
                  <dd>{say(preview.level?.title) || t('common.none')}</dd>
                </>
              )}
              {out.length > 0 && (
                <>
                  <dt>{t('newCase.keptOut')}</dt>
                  <dd data-testid="preview-kept-out">{list(out)}</dd>
                </>
              )}
            </dl>
            <Space wrap>
              {preview.needsCaseLead && <Tag color="gold">{t('newCase.lead')}</Tag>}
              {preview.repeatCount > 0 && (
                <Tag color="orange">{t('newCase.repeat', { count: preview.repeatCount })}</Tag>
              )}
            </Space>
            {(preview.earlier.length > 0 || preview.earlierHidden > 0) && (
              <section>
                <h3 className="section-title">{t('links.earlier')}</h3>
                <EarlierList found={preview} linked={links} onLink={({ id }, kind) => onLink(id, kind)} beside />
              </section>
            )}
            {preview.deadlines.length > 0 && (
              <section>
                <h3 className="section-title">{t('newCase.deadlines')}</h3>
                <DeadlineList deadlines={preview.deadlines} />
              </section>
            )}
            {preview.decisions.length > 0 && (
              <section>
                <h3 className="section-title">{t('newCase.why')}</h3>
                <DecisionList decisions={preview.decisions} compact />
              </section>
            )}
          </div>
        )}
        <p className="secondary">{t('newCase.previewHelp')}</p>
      </Card>
    </aside>
  );
}
