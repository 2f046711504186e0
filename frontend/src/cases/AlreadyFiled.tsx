import { Alert, Button, Popconfirm, Space } from 'antd';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/i18n.ts';
import type { FiledBefore } from './filed-before.ts';

interface Props {
  filed: FiledBefore;
  /** Another matter is to be registered with what stands in the form. */
  onAnother: () => void;
}

/** This registration is a case already: what was changed since is put right there, and nothing is filed again by itself. */
export function AlreadyFiled({ filed, onAnother }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="already-filed"
      title={filed ? t('newCase.alreadyFiled', { number: filed.number }) : t('newCase.alreadyFiledUnseen')}
      description={
        <>
          <p>{t(filed ? 'newCase.changedSince' : 'newCase.changedSinceUnseen')}</p>
          <Space wrap>
            {filed && (
              <Button type="primary" onClick={() => navigate(`/cases/${filed.id}`)}>
                {t('newCase.openFiled')}
              </Button>
            )}
            {filed && (
              <Button onClick={() => navigate(`/cases/${filed.id}/correct`)}>{t('newCase.correctFiled')}</Button>
            )}
            <Popconfirm
              title={t('newCase.anotherHelp')}
              onConfirm={onAnother}
              okText={t('newCase.another')}
              cancelText={t('common.cancel')}
            >
              <Button>{t('newCase.another')}</Button>
            </Popconfirm>
          </Space>
        </>
      }
    />
  );
}
