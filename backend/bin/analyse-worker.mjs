// Proves rule sets and forms in a worker thread of its own: however long it takes, the server goes on answering.
// Plain JavaScript: the same file serves the built server and the tests, which run the sources.
import { parentPort } from 'node:worker_threads';
import { analyse, proveForm } from '@caseway/rule-sets';

parentPort.on('message', ({ ruleSet, forms, form, budgetMs }) => {
  const now = () => performance.now();
  const time = { now, deadlineMs: now() + budgetMs };
  parentPort.postMessage(form ? proveForm(form, time) : analyse(ruleSet, { forms, ...time }));
});
