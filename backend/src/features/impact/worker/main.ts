// The worker thread of the impact figures: holds facts, counts, and never touches the database or the network.
import { parentPort } from 'node:worker_threads';
import { type RuleSet, RuleSetError } from '@caseway/rule-sets';
import { answerTo, type Table } from './answer.ts';
import { PastDecisions } from './past-decisions.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');

const tables = new Map<string, Table>();
const ruleSets = new Map<string, RuleSet>();
const tell = (message: FromWorker): void => port.postMessage(message);

function ask({ id, question }: Extract<ToWorker, { type: 'ask' }>): void {
  for (const [name, content] of Object.entries(question.ruleSets)) ruleSets.set(name, content);
  const table = tables.get(question.table);
  if (!table) {
    tell({ type: 'answer', id, answer: { lacking: [] } });
    return;
  }
  try {
    tell({ type: 'answer', id, answer: answerTo(question, table, ruleSets) });
  } catch (error) {
    // The draft's own fault; anything else ends the worker, and whoever asked is told so.
    if (!(error instanceof RuleSetError)) throw error;
    tell({ type: 'refused', id, message: error.message });
  }
}

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'open':
      tables.set(message.table, { past: new PastDecisions(message.keep), chains: new WeakMap() });
      return;
    case 'append': {
      const table = tables.get(message.table);
      if (!table) return;
      for (const row of message.rows) table.past.add(message.section, row);
      tell({ type: 'size', table: message.table, bytes: table.past.bytes });
      return;
    }
    case 'persons':
      tables.get(message.table)?.past.markPersons(message.caseIds);
      return;
    case 'drop':
      tables.delete(message.table);
      return;
    case 'ask':
      ask(message);
  }
});
