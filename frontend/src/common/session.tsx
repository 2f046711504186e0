import type { SessionOut, SessionScope } from '@caseway/backend/contract';
import type { Role } from '@caseway/rule-sets';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem, call, configureClient } from '../api/client.ts';
import { closeKept, openKept, watchKept } from './kept.ts';
import { SignInDialog } from './SignInDialog.tsx';

interface SessionValue {
  session: SessionOut | null;
  /** False until it is known whether somebody is signed in. */
  known: boolean;
  /** Set where the server could not be asked. */
  failure: Error | null;
  signedIn: (session: SessionOut) => Promise<void>;
  /** Throws where the server was not told: then the session lives on; else `leaving` is done while what is kept can still be read. */
  signOut: (leaving?: () => void) => Promise<void>;
  reload: () => Promise<void>;
  has: (...roles: Role[]) => boolean;
}

const SIGNED_OUT = 'caseway.signed-out';

/** Other tabs show what they show no longer than this one. */
function tellTabs(): void {
  try {
    localStorage.setItem(SIGNED_OUT, String(Date.now()));
    localStorage.removeItem(SIGNED_OUT);
  } catch {
    // The browser's store is closed: each tab learns it with its next question.
  }
}

const SessionContext = createContext<SessionValue | null>(null);

/** Who is signed in, and a way back in over the page when the session has ended. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<SessionOut | null>(null);
  const [known, setKnown] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const [asking, setAsking] = useState(false);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  const someone = useRef(false);
  const queries = useQueryClient();

  const signedIn = useCallback(async (next: SessionOut) => {
    configureClient({ csrfToken: next.csrfToken });
    // Before any page is drawn: they read at once what was kept.
    await openKept(next.user.id, next.keptKey);
    someone.current = true;
    setSession(next);
    setKnown(true);
  }, []);

  const settle = useCallback((done: boolean) => {
    setAsking(false);
    for (const resolve of waiting.current.splice(0)) resolve(done);
  }, []);

  const reload = useCallback(async () => {
    setFailure(null);
    try {
      await signedIn((await call<SessionOut>('GET', '/auth/session')).data);
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 401)) setFailure(error as Error);
      setSession(null);
      setKnown(true);
    }
  }, [signedIn]);

  useEffect(() => {
    configureClient({
      // Where nobody is signed in, what is still on its way is nobody's any more: least of all the next person's.
      signIn: () =>
        someone.current
          ? new Promise<boolean>((resolve) => {
              waiting.current.push(resolve);
              setAsking(true);
            })
          : Promise.resolve(false),
    });
    void reload();
  }, [reload]);

  const ended = useCallback(() => {
    someone.current = false;
    queries.clear();
    settle(false);
    setSession(null);
  }, [queries, settle]);

  useEffect(() => {
    const unwatch = watchKept();
    const hear = ({ key, newValue }: StorageEvent) => {
      if (key === SIGNED_OUT && newValue !== null) ended();
    };
    window.addEventListener('storage', hear);
    return () => {
      unwatch();
      window.removeEventListener('storage', hear);
    };
  }, [ended]);

  // After the pages have gone, which keep what was typed last.
  useEffect(() => {
    if (known && !session && !failure) closeKept();
  }, [known, session, failure]);

  const value = useMemo<SessionValue>(
    () => ({
      session,
      known,
      failure,
      signedIn,
      reload,
      signOut: async (leaving = () => undefined) => {
        try {
          await call('POST', '/auth/logout');
        } catch (error) {
          // Ended already. With anything else it lives on, and the next person at this counter would be let in.
          if (!(error instanceof ApiProblem && error.status === 401)) throw error;
        }
        leaving();
        ended();
        tellTabs();
      },
      has: (...roles) => session?.user.roles.some(({ role }) => roles.includes(role)) ?? false,
    }),
    [session, known, failure, signedIn, reload, ended],
  );

  return (
    <SessionContext value={value}>
      {children}
      {asking && session && (
        <SignInDialog
          username={session.user.username}
          onDone={(next) => void signedIn(next).then(() => settle(true))}
          onCancel={() => settle(false)}
        />
      )}
    </SessionContext>
  );
}

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession outside of SessionProvider');
  return value;
}

/** The scope tree as the user sees it. */
export function useScopes() {
  const { session } = useSession();
  return useMemo(() => {
    const scopes: SessionScope[] = session?.scopes ?? [];
    return {
      scopes,
      townships: scopes.filter(({ kind }) => kind === 'township'),
      /** Where new cases may be registered. */
      openTownships: scopes.filter(({ kind, closed }) => kind === 'township' && !closed),
      byId: new Map(scopes.map((scope) => [scope.id, scope])),
      villagesOf: (townshipKey: string) => {
        const township = scopes.find(({ key }) => key === townshipKey);
        return scopes.filter(({ parentId }) => township !== undefined && parentId === township.id);
      },
    };
  }, [session]);
}
