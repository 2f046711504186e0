// Proves rule sets in a worker thread of its own: however long it takes, the server goes on answering.
// Plain JavaScript: the same file serves the built server and the tests, which run the sources.
import { parentPort } from 'node:worker_threads';
import { analyse } from '@caseway/rule-sets';

parentPort.on('message', ({ ruleSet, forms, budgetMs }) => {
  const now = () => performance.now();
  parentPort.postMessage(analyse(ruleSet, { forms, now, deadlineMs: now() + budgetMs }));
});
