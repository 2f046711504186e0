// Test files run in plain Node.js processes, not in contexts of their own: a worker loads the product once for all of its files.
import { createRunner } from 'jest-light-runner';

export default createRunner({ runtime: 'child_process' });
