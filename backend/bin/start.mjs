// npm start: installs what is missing, builds what is stale, and serves.
import { build, checkNode, install, ROOT } from './prepare.mjs';

checkNode();
install();
build();
process.chdir(ROOT);
await import('../dist/main.js');
