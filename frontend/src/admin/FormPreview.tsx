import { asForm, type FormDefinition, isPlainSchema, withDefaults } from '@caseway/form-schemas';
import { Alert } from 'antd';
import { Fallible } from '../common/Fallible.tsx';
import { useScopes } from '../common/session.tsx';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useFilling } from '../form-renderer/filling/use-filling.ts';
import { useWords } from '../i18n/i18n.ts';

function Filled({ form }: { form: FormDefinition }) {
  const { townships } = useScopes();
  const filling = useFilling(() => withDefaults(form, {}));
  return <FormSections filling={filling} form={form} township={townships[0]?.key ?? ''} showAll={false} />;
}

/** The form as staff will see it, filled in at will and kept nowhere. What is no form yet cannot be drawn, and is told. */
export function FormPreview({ content }: { content: Record<string, unknown> }) {
  const { t } = useWords();
  const nothing = <Alert type="info" showIcon title={t('admin.noPreview')} />;
  if (isPlainSchema(content)) return nothing;
  return (
    <Fallible of={content} instead={nothing}>
      <Filled form={asForm(content)} />
    </Fallible>
  );
}
