import { useQuery } from '@tanstack/react-query';
import { Button, Card, Select, Typography } from 'antd';
import { useSearchParams } from 'react-router';
import { useScopes, useSession } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';
import { availableForms } from './available-form.ts';
import { CaseForm } from './CaseForm.tsx';

/** Registers a case: choose the form, fill it in, see what will happen, submit. */
export function NewCase() {
  const { t, say } = useWords();
  const { session } = useSession();
  const { scopes, openTownships: townships } = useScopes();
  const [params, setParams] = useSearchParams();
  const home = scopes.find(({ id }) => id === session?.user.scopeId);
  const own = home?.kind === 'village' ? scopes.find(({ id }) => id === home.parentId) : home;
  const township = params.get('township') ?? (own?.kind === 'township' ? own.key : (townships[0]?.key ?? ''));
  const chosen = params.get('form');
  const about = params.get('about');
  const forms = useQuery({
    queryKey: ['available-forms', township],
    enabled: township !== '',
    queryFn: () => availableForms(township),
  });
  const choose = (form: string | null, at = township) => setParams(form ? { township: at, form } : { township: at });

  return (
    <Loading query={forms}>
      {({ items }) => {
        const form = items.find(({ key }) => key === chosen);
        return (
          <>
            <div className="page-head">
              <Typography.Title level={1}>{form ? say(form.title) : t('newCase.title')}</Typography.Title>
              <div className="page-actions">
                {townships.length > 1 && !form && (
                  <Select
                    aria-label={t('newCase.township')}
                    value={township}
                    className="choice"
                    options={townships.map(({ key, title }) => ({ value: key, label: say(title) }))}
                    onChange={(key) => choose(null, key)}
                  />
                )}
                {form && <Button onClick={() => choose(null)}>{t('newCase.change')}</Button>}
              </div>
            </div>
            {form ? (
              <CaseForm
                key={`${township}/${form.key}/${about ?? ''}`}
                township={township}
                available={form}
                about={about}
              />
            ) : items.length === 0 ? (
              <Card>
                <Nothing title={t('newCase.noForms')} help={t('newCase.noFormsHelp')} />
              </Card>
            ) : (
              <>
                <p className="secondary">{t('newCase.chooseHelp')}</p>
                <div className="form-choices">
                  {items.map(({ key, title, description }) => (
                    <button type="button" className="form-choice" key={key} onClick={() => choose(key)}>
                      <strong>{say(title)}</strong>
                      <span className="secondary">{say(description)}</span>
                    </button>
                  ))}
                </div>
              </>
            )}
          </>
        );
      }}
    </Loading>
  );
}
