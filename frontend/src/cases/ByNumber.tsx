import type { CaseOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation, useParams } from 'react-router';
import { get } from '../api/client.ts';
import { Loading } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A page of a case. Who comes with the number of one, as it stands on papers, is led to it; who comes with none is told. */
export function ByNumber({ children }: { children: ReactNode }) {
  const { id = '' } = useParams();
  const { pathname } = useLocation();
  const { locale } = useWords();
  const found = useQuery({
    queryKey: ['case-of-number', id, locale],
    enabled: !ID.test(id),
    queryFn: () => get<CaseOut>(`/cases/${encodeURIComponent(id)}`),
  });
  if (ID.test(id)) return children;
  const rest = pathname.split('/').slice(3);
  return <Loading query={found}>{(data) => <Navigate to={['/cases', data.id, ...rest].join('/')} replace />}</Loading>;
}
