import type { Person } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client.ts';

const STAFF_ROLES = ['handler', 'clerk', 'case-lead', 'township-lead', 'centre'] as const;

/** People of a township's offices, whatever they do there. */
export function useStaff(township: string) {
  return useQuery({
    queryKey: ['assignable', township],
    enabled: township !== '',
    queryFn: async () => {
      const lists = await Promise.all(
        STAFF_ROLES.map((role) => get<{ items: Person[] }>('/users/assignable', { role, scope: township })),
      );
      return [...new Map(lists.flatMap(({ items }) => items).map((person) => [person.id, person])).values()];
    },
  });
}
