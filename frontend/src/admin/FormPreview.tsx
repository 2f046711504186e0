import type { FindingOut } from '@caseway/backend/contract';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { Alert } from 'antd';
import { FormikProvider, useFormik } from 'formik';
import { useMemo } from 'react';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useWords } from '../i18n/i18n.ts';
import { useScopes } from '../shell/session.tsx';

const NO_ERRORS: ReadonlyMap<string, string> = new Map();

/** The form as staff will see it, filled in at will and kept nowhere. */
export function FormPreview({
  content,
  findings,
}: {
  content: Record<string, unknown>;
  findings: readonly FindingOut[];
}) {
  const { t } = useWords();
  const { townships } = useScopes();
  const formik = useFormik<FormData>({ initialValues: {}, onSubmit: () => undefined });
  // What has not even the shape of a form cannot be drawn.
  const shapeless = findings.some(({ code }) => code === 'shape' || code === 'not-an-object');
  const form = useMemo(() => content as unknown as FormDefinition, [content]);
  if (shapeless) return <Alert type="info" title={t('admin.errors', { count: findings.length })} />;
  return (
    <FormikProvider value={formik}>
      <FormSections form={form} township={townships[0]?.key ?? ''} errors={NO_ERRORS} showAll={false} />
    </FormikProvider>
  );
}
