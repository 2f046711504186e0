import { Navigate, Route, Routes } from 'react-router';
import { PeoplePage } from '../people/PeoplePage.tsx';
import { PlacesPage } from '../places/PlacesPage.tsx';
import { AuditPage } from './AuditPage.tsx';
import { DocumentEditor } from './DocumentEditor.tsx';
import { DocumentList } from './DocumentList.tsx';
import { KIND_NAMES } from './kinds.ts';
import { Rollout } from './Rollout.tsx';

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
