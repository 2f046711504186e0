import { Navigate, Route, Routes } from 'react-router';
import { AuditPage } from '../admin/AuditPage.tsx';
import { DocumentEditor } from '../admin/DocumentEditor.tsx';
import { DocumentList } from '../admin/DocumentList.tsx';
import { KIND_NAMES } from '../admin/kinds.ts';
import { Rollout } from '../admin/Rollout.tsx';
import { PeoplePage } from '../people/PeoplePage.tsx';
import { PlacesPage } from '../places/PlacesPage.tsx';

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
      <Route path="townships" element={<PlacesPage />} />
      <Route path="users" element={<PeoplePage />} />
      <Route path="audit" element={<AuditPage />} />
    </Routes>
  );
}
