// npm run -s caseway -- …: the command line. What it builds first is told on stderr: stdout is for answers alone.
import { build, checkNode, install } from './prepare.mjs';

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (...args) => process.stderr.write(...args);
checkNode();
install();
build({ web: false });
process.stdout.write = write;
await import('../dist/cli/main.js');
