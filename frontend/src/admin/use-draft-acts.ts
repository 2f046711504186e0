import type { ConfigKind, DraftOut, VersionOut } from '@caseway/backend/contract';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useNavigate } from 'react-router';
import { call } from '../api/client.ts';
import { messageOf } from '../common/problem-message.ts';
import { useWords } from '../i18n/i18n.ts';
import type { Draft } from './use-draft.ts';

interface Options {
  kind: ConfigKind;
  key: string;
  draft: Draft;
  /** Told what went wrong, and null before each try. */
  fail: (message: string | null) => void;
  /** Told once a publication came to an end, either way. */
  done: () => void;
}

/** What is done with a draft as a whole: publish it, drop it, make it what a version says. */
export function useDraftActs({ kind, key, draft, fail, done }: Options) {
  const { t } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const at = `/${kind}/${key}/draft`;
  const listed = () => queries.invalidateQueries({ queryKey: ['documents', kind] });

  const reload = async (label: string) => draft.adopt(await call<DraftOut>('GET', at), label);

  const trying = async (work: () => Promise<void>) => {
    fail(null);
    try {
      await work();
    } catch (error) {
      fail(messageOf(error, t));
      // Somebody else may have saved: what they changed comes before anything is done over it.
      await draft.poll();
    }
  };

  const publish = async (note: string, reason?: string) => {
    await trying(async () => {
      if (!(await draft.flush())) return;
      const body = { note, ...(reason !== undefined && { openFindings: { reason } }) };
      const options = { body, ifMatch: draft.currentEtag() };
      const { data } = await call<VersionOut>('POST', `/${kind}/${key}/versions`, options);
      message.success(t('admin.published', { n: data.number }));
      await reload(t('admin.publish'));
      await queries.invalidateQueries();
    });
    done();
  };

  const discard = () =>
    trying(async () => {
      // Saved first: what is thrown away is all that is written here, and nothing of it is kept in this browser.
      await draft.flush();
      await call('DELETE', at, { ifMatch: draft.currentEtag() });
      await listed();
      if (draft.state.base.basedOn !== null) return reload(t('admin.discard'));
      // Never published: the document went with its draft.
      queries.removeQueries({ queryKey: ['draft', kind, key] });
      navigate(`/admin/${kind}`);
    });

  const restore = (version: number) =>
    trying(async () => {
      // Saved first: whoever changes their mind finds it by undoing.
      if (!(await draft.flush())) return;
      const options = { body: { version }, ifMatch: draft.currentEtag() };
      const label = t('versions.restoredStep', { n: version });
      draft.adopt(await call<DraftOut>('POST', `${at}/restore`, options), label);
      message.success(label);
      await listed();
    });

  return { publish, discard, restore };
}
