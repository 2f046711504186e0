import { createRoot } from 'react-dom/client';
import { Model } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { contend } from './contend.mjs';
import { surveyOf } from './schema.mjs';

contend((form, root) => {
  const survey = new Model(surveyOf(form));
  survey.data = form.data;
  createRoot(root).render(<Survey model={survey} />);
  return () => survey.data;
});
