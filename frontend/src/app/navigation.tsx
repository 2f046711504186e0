import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BranchesOutlined,
  CalendarOutlined,
  FormOutlined,
  InboxOutlined,
  NodeIndexOutlined,
  PlusCircleOutlined,
  RocketOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { ROLES, type Role } from '@caseway/rule-sets';
import type { ReactNode } from 'react';

export interface NavigationItem {
  path: string;
  label: string;
  icon: ReactNode;
  roles: readonly Role[];
}

const READERS: readonly Role[] = ['clerk', 'handler', 'case-lead', 'township-lead', 'centre', 'auditor'];
const CONFIGURERS: readonly Role[] = ['platform-admin', 'policy-admin', 'approver', 'auditor', 'township-lead'];

const GROUPS: readonly { key: 'staff' | 'admin'; items: readonly NavigationItem[] }[] = [
  {
    key: 'staff',
    items: [
      { path: '/work', label: 'nav.work', icon: <InboxOutlined />, roles: ROLES },
      { path: '/new', label: 'nav.newCase', icon: <PlusCircleOutlined />, roles: ['clerk', 'centre'] },
      { path: '/cases', label: 'nav.ledger', icon: <TableOutlined />, roles: READERS },
      {
        path: '/statistics',
        label: 'nav.statistics',
        icon: <BarChartOutlined />,
        roles: ['handler', 'case-lead', 'township-lead', 'centre', 'auditor', 'platform-admin', 'policy-admin'],
      },
    ],
  },
  {
    key: 'admin',
    items: [
      { path: '/admin/forms', label: 'nav.forms', icon: <FormOutlined />, roles: CONFIGURERS },
      { path: '/admin/rule-sets', label: 'nav.ruleSets', icon: <BranchesOutlined />, roles: CONFIGURERS },
      { path: '/admin/paths', label: 'nav.paths', icon: <NodeIndexOutlined />, roles: CONFIGURERS },
      { path: '/admin/calendars', label: 'nav.calendars', icon: <CalendarOutlined />, roles: CONFIGURERS },
      { path: '/admin/rollout', label: 'nav.townships', icon: <RocketOutlined />, roles: CONFIGURERS },
      {
        path: '/admin/townships',
        label: 'nav.scopes',
        icon: <ApartmentOutlined />,
        roles: ['platform-admin', 'auditor'],
      },
      {
        path: '/admin/users',
        label: 'nav.users',
        icon: <TeamOutlined />,
        roles: ['platform-admin', 'auditor', 'township-lead', 'centre'],
      },
      {
        path: '/admin/audit',
        label: 'nav.audit',
        icon: <AuditOutlined />,
        roles: ['platform-admin', 'auditor', 'township-lead'],
      },
    ],
  },
];

/** What somebody with these roles can go to; groups without anything are left out. */
export function navigationFor(has: (...roles: Role[]) => boolean) {
  return GROUPS.map(({ key, items }) => ({ key, items: items.filter(({ roles }) => has(...roles)) })).filter(
    ({ items }) => items.length > 0,
  );
}
