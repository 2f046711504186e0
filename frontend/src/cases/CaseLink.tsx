import type { CaseOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client.ts';

/** Another case by its number; where the reader may not see it, its id says at least which one is meant. */
export function CaseLink({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['case-number', id],
    queryFn: () => get<CaseOut>(`/cases/${id}`),
    staleTime: 300_000,
  });
  if (!query.data) return <span className="number">{id}</span>;
  return (
    <Link to={`/cases/${id}`} className="number">
      {query.data.number} {query.data.title}
    </Link>
  );
}
