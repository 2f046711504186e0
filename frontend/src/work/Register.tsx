import type { DaySectionOf } from '@caseway/backend/contract';
import { Link } from 'react-router';
import { BegunDrafts } from '../cases/drafts/BegunDrafts.tsx';
import { registerAddress } from '../cases/drafts/draft.ts';
import { useWords } from '../i18n/i18n.ts';

/** The forms that most begin with; the others stand below by name. */
const LARGE = 3;

/** Begins a registration, or goes on with one that was begun. */
export function Register({ section: { township, forms } }: { section: DaySectionOf<'register'> }) {
  const { t, say } = useWords();
  const others = forms.slice(LARGE);
  return (
    <>
      <div className="form-choices">
        {forms.slice(0, LARGE).map(({ key, title, description }) => (
          <Link className="form-choice" key={key} to={registerAddress({ township, form: key })}>
            <strong>{say(title)}</strong>
            <span className="secondary">{say(description)}</span>
          </Link>
        ))}
      </div>
      {others.length > 0 && (
        <ul className="form-others" aria-label={t('day.otherForms')}>
          {others.map(({ key, title }) => (
            <li key={key}>
              <Link to={registerAddress({ township, form: key })}>{say(title)}</Link>
            </li>
          ))}
        </ul>
      )}
      <BegunDrafts township={township} forms={forms} />
    </>
  );
}
