import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';

/** The page as one script, as the product is built. */
export async function buildFormPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'caseway-form-page-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      // Otherwise as the environment of the tests says.
      oxc: { jsx: { runtime: 'automatic', development: false } },
      build: {
        outDir,
        minify: false,
        lib: { entry: 'tests/e2e/keystrokes/page.ts', formats: ['iife'], name: 'page', fileName: () => 'page.js' },
      },
    });
    return readFileSync(join(outDir, 'page.js'), 'utf8');
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** A form in a page of its own, in Chinese. */
export async function openForm(browser: Browser, script: string, form: FormDefinition, begin: FormData): Promise<Page> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  // A page of an origin, as one without has nowhere to keep the language.
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="zh-CN"><body></body></html>' }),
  );
  await page.goto('http://form.invalid/');
  await page.addScriptTag({ content: script });
  await page.evaluate(
    (given) => {
      const { shown, values } = JSON.parse(given) as { shown: FormDefinition; values: FormData };
      return window.openForm(shown, values);
    },
    JSON.stringify({ shown: form, values: begin }),
  );
  await page.locator('[data-field]').first().waitFor();
  return page;
}
