import { createRoot } from 'react-dom/client';
import { StepForm } from '../../frontend/src/cases/StepForm.tsx';
import { startI18n } from '../../frontend/src/i18n/i18n.ts';
import { contend } from './contend.mjs';

const words = { 'zh-CN': 'bench', en: 'bench' };
const NO_ERRORS = new Map();
const NO_DAYS = {};
await startI18n();

contend(({ schema, names, showing, columns, data }, root) => {
  const sections = [
    { key: 'one', title: words, fields: [...names, ...showing.map((name) => `${name}More`)] },
    { key: 'table', title: words, fields: columns.length > 0 ? ['rows'] : [] },
  ];
  const form = { key: 'bench', title: words, description: words, use: 'step', schema, ui: { sections } };
  let values = data;
  const keep = (next) => {
    values = next;
  };
  createRoot(root).render(
    <StepForm {...{ form, values, errors: NO_ERRORS, days: NO_DAYS }} township="" pointer="/data" onChange={keep} />,
  );
  return () => values;
});
