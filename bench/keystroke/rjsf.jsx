import Form from '@rjsf/antd';
import validator from '@rjsf/validator-ajv8';
import { createRoot } from 'react-dom/client';
import { contend } from './contend.mjs';

// It judges when it is submitted, which is how it is quickest.
contend(({ schema, data }, root) => {
  let values = data;
  const keep = ({ formData }) => {
    values = formData;
  };
  createRoot(root).render(<Form schema={schema} formData={data} validator={validator} onChange={keep} />);
  return () => values;
});
