// The worker thread of the impact figures: holds facts, counts, and never touches the database or the network.
import { parentPort } from 'node:worker_threads';
import { type RuleSet, RuleSetError } from '@caseway/rule-sets';
import { answerTo, type Held } from './answer.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { Slice } from './slice.ts';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');

const slices = new Map<string, Held>();
const ruleSets = new Map<string, RuleSet>();
const tell = (message: FromWorker): void => port.postMessage(message);

function ask({ id, question }: Extract<ToWorker, { type: 'ask' }>): void {
  for (const [name, content] of Object.entries(question.ruleSets)) ruleSets.set(name, content);
  try {
    tell({ type: 'answer', id, answer: answerTo(question, slices, ruleSets) });
  } catch (error) {
    // The draft's own fault; anything else ends the worker, and whoever asked is told so.
    if (!(error instanceof RuleSetError)) throw error;
    tell({ type: 'refused', id, message: error.message });
  }
}

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'open':
      slices.set(message.slice, { slice: new Slice(message.keep), chains: new WeakMap() });
      return;
    case 'append': {
      const held = slices.get(message.slice);
      if (!held) return;
      for (const row of message.rows) held.slice.add(row);
      tell({ type: 'size', slice: message.slice, loaded: held.slice.table.size, bytes: held.slice.bytes });
      return;
    }
    case 'persons':
      slices.get(message.slice)?.slice.markPersons(message.caseIds);
      return;
    case 'drop':
      slices.delete(message.slice);
      return;
    case 'ask':
      ask(message);
  }
});
