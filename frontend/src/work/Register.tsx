import type { DaySectionOf } from '@caseway/backend/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { draftsOf, dropDraft } from '../cases/draft.ts';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

/** The forms that most begin with; the others stand below by name. */
const LARGE = 3;

/** Begins a registration, or goes on with one that was begun in this browser. */
export function Register({ section: { township, forms } }: { section: DaySectionOf<'register'> }) {
  const { t, say } = useWords();
  const [drafts, setDrafts] = useState(() => draftsOf(township));
  const address = (form: string): string => `/new?${new URLSearchParams({ township, form })}`;
  const drop = (form: string): void => {
    dropDraft(township, form);
    setDrafts(draftsOf(township));
  };
  const begun = drafts.flatMap((draft) => {
    const form = forms.find(({ key }) => key === draft.form);
    return form ? [{ ...draft, title: form.title }] : [];
  });
  const others = forms.slice(LARGE);
  return (
    <>
      <div className="form-choices">
        {forms.slice(0, LARGE).map(({ key, title, description }) => (
          <Link className="form-choice" key={key} to={address(key)}>
            <strong>{say(title)}</strong>
            <span className="secondary">{say(description)}</span>
          </Link>
        ))}
      </div>
      {others.length > 0 && (
        <ul className="form-others" aria-label={t('day.otherForms')}>
          {others.map(({ key, title }) => (
            <li key={key}>
              <Link to={address(key)}>{say(title)}</Link>
            </li>
          ))}
        </ul>
      )}
      {begun.length > 0 && (
        <section className="day-part">
          <div className="day-part-head">
            <h3>{t('day.begun')}</h3>
            <span className="secondary">{t('day.begunHelp')}</span>
          </div>
          {begun.map(({ form, title, savedAt }) => (
            <div className="case-line" key={form}>
              <div>
                <Link to={address(form)}>{say(title)}</Link>
                <div className="number">{t('day.savedAt', { at: momentText(savedAt) })}</div>
              </div>
              <Button size="small" type="text" onClick={() => drop(form)}>
                {t('day.discard')}
              </Button>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
