import { asForm, type FormData, type FormDefinition, isPlainSchema, withDefaults } from '@caseway/form-schemas';
import { Alert } from 'antd';
import { FormikProvider, useFormik } from 'formik';
import { useState } from 'react';
import { Fallible } from '../common/Fallible.tsx';
import { useScopes } from '../common/session.tsx';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useWords } from '../i18n/i18n.ts';

const NO_ERRORS: ReadonlyMap<string, string> = new Map();

function Filled({ form }: { form: FormDefinition }) {
  const { townships } = useScopes();
  const [initialValues] = useState(() => withDefaults(form, {}));
  const formik = useFormik<FormData>({ initialValues, onSubmit: () => undefined });
  return (
    <FormikProvider value={formik}>
      <FormSections form={form} township={townships[0]?.key ?? ''} errors={NO_ERRORS} showAll={false} />
    </FormikProvider>
  );
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
