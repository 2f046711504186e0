// A form alone in a page, which counts what it draws. Built and opened by `open-form.ts`.
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { createElement, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { FormSections } from '../../../frontend/src/form-renderer/FormSections.tsx';
import type { FieldProps } from '../../../frontend/src/form-renderer/fields/field-props.ts';
import { FIELD_CONTROLS } from '../../../frontend/src/form-renderer/fields/registry.ts';
import type { Filling, Judged } from '../../../frontend/src/form-renderer/filling/filling.ts';
import { useFilling } from '../../../frontend/src/form-renderer/filling/use-filling.ts';
import { startI18n } from '../../../frontend/src/i18n/i18n.ts';

export interface FormPage {
  /** How often each field was drawn, by pointer, since it was asked last. */
  drawn: () => Record<string, number>;
  values: () => FormData;
  judge: (judged: [pointer: string, text: string][]) => void;
}

declare global {
  interface Window {
    openForm: (form: FormDefinition, begin: FormData) => Promise<void>;
    formPage: FormPage;
  }
}

let counts: Record<string, number> = {};
for (const type of Object.values(FIELD_CONTROLS)) {
  const { control } = type;
  type.control = (props: FieldProps) => {
    counts[props.field.pointer] = (counts[props.field.pointer] ?? 0) + 1;
    return createElement(control, props);
  };
}

const { body } = document;
const root = createRoot(body.appendChild(document.createElement('main')));

function Page({ form, begin, judged, onReady }: Shown & { onReady: (filling: Filling) => void }): ReactElement {
  const filling = useFilling(() => begin);
  onReady(filling);
  return createElement(FormSections, { filling, form, township: '', showAll: true, ...(judged && { judged }) });
}

interface Shown {
  form: FormDefinition;
  begin: FormData;
  judged?: Judged;
}

window.openForm = async (form, begin) => {
  await startI18n();
  let filling: Filling | undefined;
  const draw = (shown: Shown) =>
    root.render(
      createElement(Page, {
        ...shown,
        onReady: (made) => {
          filling = made;
        },
      }),
    );
  const values = () => filling?.values ?? {};
  draw({ form, begin });
  window.formPage = {
    drawn: () => {
      const before = counts;
      counts = {};
      return before;
    },
    values,
    judge: (errors) => draw({ form, begin, judged: { of: values(), errors: new Map(errors) } }),
  };
};
