import { Navigate, Route, Routes } from 'react-router';
import { AuditPage } from './AuditPage.tsx';
import { DocumentEditor } from './DocumentEditor.tsx';
import { DocumentList } from './DocumentList.tsx';
import { KIND_NAMES } from './kinds.ts';
import { Rollout } from './Rollout.tsx';
import { TownshipsPage } from './TownshipsPage.tsx';
import { UsersPage } from './UsersPage.tsx';

export function AdminRoutes() {
  return (
    <Routes>
      <Route index element={<Navigate to="forms" replace />} />
      {KIND_NAMES.map((kind) => (
        <Route key={kind} path={kind}>
          <Route index element={<DocumentList kind={kind} />} />
          <Route path=":key" element={<DocumentEditor kind={kind} />} />
        </Route>
      ))}
      <Route path="rollout" element={<Rollout />} />
      <Route path="townships" element={<TownshipsPage />} />
      <Route path="users" element={<UsersPage />} />
      <Route path="audit" element={<AuditPage />} />
    </Routes>
  );
}
