import type { DraftsOut } from '@caseway/backend/contract';
import { bindingValue, type LocalizedText } from '@caseway/form-schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call, get } from '../../api/client.ts';
import { messageOf } from '../../common/problem-message.ts';
import { dayText, momentText } from '../../common/times.ts';
import { useAttempt } from '../../common/use-attempt.ts';
import { useWords } from '../../i18n/i18n.ts';
import { deviceCopies, draftPath, dropCopies, UNREADABLE } from './device-copies.ts';
import { registerAddress } from './draft.ts';

interface Props {
  township: string;
  /** The forms whose drafts are listed. */
  forms: readonly { key: string; title: LocalizedText }[];
  /** Id of the one that is being written. */
  except?: string;
}

/** A draft as the list shows it. */
interface Begun {
  id: string;
  form: string;
  about: string | null;
  title: string | null;
  savedAt: string | null;
  keptUntil: string | null;
  revision: number;
  /** Something of it is on this machine alone. */
  unsent: boolean;
}

const MOST = 100;
/** From so long before a draft is taken away, its line warns. */
const WARNED_MS = 14 * 24 * 3_600_000;

function unsentOf(township: string): Begun[] {
  return deviceCopies().flatMap(({ path, copy }): Begun[] => {
    const id = path.slice(draftPath('').length);
    if (!path.startsWith(draftPath(''))) return [];
    const none = { keptUntil: null, revision: 0, unsent: true };
    if (copy === UNREADABLE) return [{ id, form: '', about: null, title: null, savedAt: null, ...none }];
    const { head, written, savedAt, definition } = copy;
    if (head.township !== township) return [];
    const title = definition && bindingValue(definition, written.data, 'title');
    return [
      {
        id,
        form: String(head.form),
        about: typeof head.about === 'string' ? head.about : null,
        title: typeof title === 'string' ? title : null,
        savedAt,
        ...none,
      },
    ];
  });
}

/** What was begun and not submitted, on whichever machine, to go on with or to throw away. It never stands in a form unasked. */
export function BegunDrafts({ township, forms, except }: Props) {
  const { t, say } = useWords();
  const attempt = useAttempt();
  const queries = useQueryClient();
  const [, setDropped] = useState(0);
  const queryKey = ['drafts', township];
  const kept = useQuery({
    queryKey,
    enabled: township !== '',
    staleTime: 0,
    queryFn: () => get<DraftsOut>('/drafts', { township, limit: MOST }),
  });
  const here = unsentOf(township);
  const there = (kept.data?.items ?? []).map(
    ({ id, form, about, title, savedAt, keptUntil, revision }): Begun => ({
      ...{ id, form: form.key, about, title, savedAt, keptUntil, revision },
      unsent: here.some((one) => one.id === id),
    }),
  );
  const only = here.filter(({ id }, at) => {
    const first = here.findIndex((one) => one.id === id) === at;
    return first && there.every((one) => one.id !== id);
  });
  const latest = (one: Begun, other: Begun) => (other.savedAt ?? '').localeCompare(one.savedAt ?? '');
  const begun = [...there, ...only].sort(latest).flatMap((draft) => {
    const form = forms.find(({ key }) => key === draft.form);
    return (form || draft.savedAt === null) && draft.id !== except ? [{ ...draft, of: form?.title }] : [];
  });
  if (begun.length === 0 && !kept.error) return null;
  const discard = async ({ id, revision }: Begun) => {
    const gone = () => call('DELETE', draftPath(id), { ifMatch: `"${revision}"` });
    if (revision > 0 && !(await attempt(gone))) return;
    dropCopies(draftPath(id));
    setDropped((count) => count + 1);
    await queries.invalidateQueries({ queryKey });
  };
  return (
    <section className="day-part">
      <div className="day-part-head">
        <h3>{t('day.begun')}</h3>
        <span className="secondary">{t('day.begunHelp')}</span>
      </div>
      {kept.error && <Alert type="warning" showIcon title={t('drafts.notListed', { why: messageOf(kept.error, t) })} />}
      {begun.map((draft) => {
        const { id, form, about, title, savedAt, keptUntil, unsent, of } = draft;
        const name = of ? say(of) : t('day.unreadable');
        const label = title === null ? name : t('common.pair', { label: name, text: title });
        const ends = keptUntil !== null && Date.parse(keptUntil) - Date.now() < WARNED_MS;
        return (
          <div className="case-line" key={id}>
            <div>
              {savedAt === null ? label : <Link to={registerAddress({ township, form, about, id })}>{label}</Link>}
              {savedAt !== null && <div className="number">{t('day.savedAt', { at: momentText(savedAt) })}</div>}
              {unsent && savedAt !== null && <div className="secondary">{t('drafts.unsent')}</div>}
              {ends && <div className="tone-bad">{t('drafts.ends', { day: dayText(keptUntil) })}</div>}
            </div>
            <Button
              size="small"
              type="text"
              aria-label={`${t('day.discard')} ${label}`}
              onClick={() => void discard(draft)}
            >
              {t('day.discard')}
            </Button>
          </div>
        );
      })}
    </section>
  );
}
