import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/i18n.ts';
import { App } from './shell/App.tsx';
import './shell/styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
void startI18n().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
