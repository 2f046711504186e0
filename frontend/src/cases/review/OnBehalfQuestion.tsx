import type { PreviewOut } from '@caseway/backend/contract';
import { Card, Form } from 'antd';
import { TextLine } from '../../common/room.tsx';
import { useWords } from '../../i18n/i18n.ts';

const ID = 'on-behalf';

/** Brings the question into view, and the cursor to its answer. */
export function goToOnBehalf(): void {
  const field = document.getElementById(ID);
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

interface Props {
  asked: NonNullable<PreviewOut['notPetitioner']>;
  value: string;
  /** Somebody has tried to go on without an answer. */
  required: boolean;
  onChange: (text: string) => void;
}

/** In what capacity somebody asks about a case that another person brought. */
export function OnBehalfQuestion({ asked: { label, number }, value, required, onChange }: Props) {
  const { t } = useWords();
  const missing = required && value.trim() === '';
  return (
    <Card title={<h2 className="section-title">{t('onBehalf.title')}</h2>}>
      <p className="tight">{t('onBehalf.asked', { field: label, number })}</p>
      <Form component="div" layout="vertical" requiredMark={false} className="set-off">
        <Form.Item
          label={t('onBehalf.label')}
          htmlFor={ID}
          extra={t('onBehalf.help')}
          validateStatus={missing ? 'error' : undefined}
          help={missing ? t('onBehalf.missing') : undefined}
        >
          <TextLine id={ID} room={200} value={value} onChange={({ target }) => onChange(target.value)} />
        </Form.Item>
      </Form>
    </Card>
  );
}
