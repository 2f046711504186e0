import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../common/session.tsx';

interface Props {
  query: Record<string, string> | null;
  /** What is counted, for who hears it, where the words do not say it. */
  label?: string;
  children: ReactNode;
}

/** A number that opens the ledger with the cases behind it, for who may read cases. */
export function NumberLink({ query, label, children }: Props) {
  const { has } = useSession();
  const reads = has('clerk', 'handler', 'case-lead', 'township-lead', 'centre', 'auditor');
  if (!query || !reads) return <>{children}</>;
  return (
    <Link
      className="number-link"
      to={`/cases?${new URLSearchParams(query)}`}
      {...(label !== undefined && { 'aria-label': `${label} ${String(children)}` })}
    >
      {children}
    </Link>
  );
}
