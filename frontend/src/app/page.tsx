import { type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { NotOpened, Starting } from '../common/states.tsx';
import { isMissing, subscribe, untilThere } from './until-there.ts';

const loaders = new Set<() => Promise<unknown>>();

/** A page of its own file, fetched when it is opened, or before where there is time. */
export function page(load: () => Promise<ComponentType>) {
  loaders.add(load);
  return lazy(async () => ({ default: await untilThere(load) }));
}

/** Fetches every page, one after the other, so that none is missing without a connection. */
export async function fetchPages(): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined);
}

const Waiting = () => (useSyncExternalStore(subscribe, isMissing) ? <NotOpened /> : <Starting />);

/** Where pages stand: what is said while one is on its way, and where it cannot be fetched without a connection. */
export const PagePlace = ({ children }: { children: ReactNode }) => (
  <Suspense fallback={<Waiting />}>{children}</Suspense>
);
