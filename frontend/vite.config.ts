import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// logic-solver's minisat holds an eval for functions that it does have: never reached, and no page allows it.
const WITHOUT_EVAL_WARNINGS = { checks: { eval: false } };

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // One large library, loaded once and kept: antd changes less often than the app.
    chunkSizeWarningLimit: 1600,
    rolldownOptions: WITHOUT_EVAL_WARNINGS,
  },
  worker: { rolldownOptions: WITHOUT_EVAL_WARNINGS },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
