import type { LocalizedText } from '@caseway/form-schemas';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { draftsOf, dropDraft, registerAddress } from './draft.ts';

interface Props {
  township: string;
  /** The forms whose drafts are listed. */
  forms: readonly { key: string; title: LocalizedText }[];
  /** Id of the one that is being written. */
  except?: string;
}

/** What was begun in this browser and not submitted, to go on with or to throw away. It never stands in a form unasked. */
export function BegunDrafts({ township, forms, except }: Props) {
  const { t, say } = useWords();
  const [drafts, setDrafts] = useState(() => draftsOf(township));
  const begun = drafts.flatMap((draft) => {
    const form = forms.find(({ key }) => key === draft.place.form);
    return form && draft.place.id !== except ? [{ ...draft, title: form.title }] : [];
  });
  if (begun.length === 0) return null;
  return (
    <section className="day-part">
      <div className="day-part-head">
        <h3>{t('day.begun')}</h3>
        <span className="secondary">{t('day.begunHelp')}</span>
      </div>
      {begun.map(({ place, title, matter, savedAt }) => {
        const label = matter === null ? say(title) : t('common.pair', { label: say(title), text: matter });
        return (
          <div className="case-line" key={`${place.form}/${place.about}/${place.id}`}>
            <div>
              {savedAt === null ? label : <Link to={registerAddress(place)}>{label}</Link>}
              <div className={savedAt === null ? 'tone-bad' : 'number'}>
                {savedAt === null ? t('day.unreadable') : t('day.savedAt', { at: momentText(savedAt) })}
              </div>
            </div>
            <Button
              size="small"
              type="text"
              aria-label={`${t('day.discard')} ${label}`}
              onClick={() => {
                dropDraft(place);
                setDrafts(draftsOf(township));
              }}
            >
              {t('day.discard')}
            </Button>
          </div>
        );
      })}
    </section>
  );
}
