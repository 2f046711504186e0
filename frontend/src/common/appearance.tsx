import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

const STORED = 'caseway.dark';

interface Appearance {
  dark: boolean;
  setDark: (dark: boolean) => void;
}

const AppearanceContext = createContext<Appearance>({ dark: false, setDark: () => undefined });

function firstDark(): boolean {
  const stored = localStorage.getItem(STORED);
  return stored === null ? window.matchMedia('(prefers-color-scheme: dark)').matches : stored === 'true';
}

/** Light or dark: as the system has it, until the user chooses. */
export function AppearanceProvider({ children }: { children: (dark: boolean) => ReactNode }) {
  const [dark, setDark] = useState(firstDark);
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  const value = useMemo<Appearance>(
    () => ({
      dark,
      setDark: (next) => {
        localStorage.setItem(STORED, String(next));
        setDark(next);
      },
    }),
    [dark],
  );
  return <AppearanceContext value={value}>{children(dark)}</AppearanceContext>;
}

export const useAppearance = (): Appearance => useContext(AppearanceContext);
