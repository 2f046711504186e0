// node --import ./tests/support/sources.mjs: worker threads of the tests run the sources, as the tests themselves do, and not what was built of them
// some time ago. Plain JavaScript: it runs before anything that could read TypeScript.
import { register } from 'node:module';

register('./source-hooks.mjs', import.meta.url);
