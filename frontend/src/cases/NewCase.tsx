import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Button, Card, Typography } from 'antd';
import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { Select } from '../common/Select.tsx';
import { useScopes, useSession } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';
import { availableForms } from './available-form.ts';
import { CaseForm, type CaseFormProps } from './CaseForm.tsx';
import { BegunDrafts } from './drafts/BegunDrafts.tsx';
import { draftPath, keepOnDevice, plainWritten } from './drafts/device-copies.ts';
import { type OpenedDraft, openDraft } from './drafts/draft.ts';
import { newDraftId } from './drafts/new-draft-id.ts';

/**
 * The id of the registration that stands on the page: one that was begun before, as the address says, or a new one. Another
 * visit of the same address without one, in this tab or in another, is another registration: nobody finds what was typed
 * for somebody else. What is begun gets its id into the address, so that it is there again when the page is.
 */
function useRegistration(): { id: string; isNew: boolean; begin: () => void } {
  const [params, setParams] = useSearchParams();
  const visit = useLocation().key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new one for each visit
  const fresh = useMemo(newDraftId, [visit]);
  const begun = params.get('draft');
  const id = begun ?? fresh;
  const begunHere = useRef(new Set<string>());
  if (begun === null) begunHere.current.add(id);
  const begin = useCallback(() => {
    if (begun !== null) return;
    setParams((before) => ({ ...Object.fromEntries(before), draft: id }), { replace: true });
  }, [begun, id, setParams]);
  return { id, isNew: begunHere.current.has(id), begin };
}

/** A draft once it is read; of a registration that is new, there is none to be read. */
function Opened({
  query,
  children,
}: {
  query: UseQueryResult<OpenedDraft | null> | null;
  children: (draft: OpenedDraft | null) => ReactNode;
}) {
  return query === null ? children(null) : <Loading query={query}>{children}</Loading>;
}

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
  const { id, isNew, begin } = useRegistration();
  const forms = useQuery({
    queryKey: ['available-forms', township],
    enabled: township !== '',
    queryFn: () => availableForms(township),
  });
  const opened = useQuery({
    queryKey: ['draft', id],
    enabled: !isNew,
    // Read anew by each visit, and not under the hand of who fills it in.
    staleTime: 'static',
    gcTime: 0,
    networkMode: 'always',
    retry: false,
    queryFn: () => openDraft(id),
  });
  const other: CaseFormProps['onOther'] = (begun) => {
    const rest = { township, ...(chosen && { form: chosen }), ...(about && { about }) };
    if (!begun) return setParams(rest);
    const draft = newDraftId();
    const { data, beside, seen } = begun;
    const { key: form, version, form: definition } = seen;
    keepOnDevice(draftPath(draft), {
      path: draftPath(draft),
      head: { township, form, version, ...(about && { about }) },
      base: null,
      written: plainWritten(data, beside),
      savedAt: new Date().toISOString(),
      definition,
    });
    setParams({ ...rest, draft });
  };
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
            {isNew && (
              <BegunDrafts key={`${township}/${id}`} township={township} forms={form ? [form] : items} except={id} />
            )}
            {form ? (
              <Opened query={isNew ? null : opened}>
                {(draft) => (
                  <CaseForm
                    key={id}
                    available={form}
                    place={{ township, form: form.key, about, id }}
                    opened={draft}
                    onBegun={begin}
                    onOther={other}
                  />
                )}
              </Opened>
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
