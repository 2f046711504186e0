// Impact while typing, as the server does it: the worker thread that holds the facts, asked anew after every edit of a rule.
// `node bench/impact-server.mjs [ROWS…]` prints one JSON line a size; `run()` answers the same.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { handWritten } from './peers/hand-written.mjs';
import { editOneRule, FACTS, makeCases, makeRuleSet, SEED } from './seeded-set.mjs';

const WORKER = new URL('../backend/dist/features/impact/worker/main.js', import.meta.url);
const PAGE = 500;
const EDITS = 30;
/** Edits before: "once warm". */
const WARMING = 10;
const CHECKED = 20_000;
const MEMORY_BAR_MB = 600;
const TABLE = 'routing/';
const TOWNSHIPS = 30;
const MEGABYTE = 1024 * 1024;

const idOf = (kind, row) => `${kind}0000000-0000-7000-8000-${row.toString(16).padStart(12, '0')}`;
/** A case that who asks is recused from. */
const RECUSED = idOf(2, 3);
const title = { 'zh-CN': '', en: '' };

/** Rows as the server sends them: facts as JSON text, with what it knows of each case besides. */
function pageOf(first, count) {
  return makeCases(count, SEED + 7 + first).map((facts, index) => {
    const row = first + index;
    return {
      id: idOf(1, row),
      caseId: idOf(2, row),
      subject: idOf(2, row),
      decidedAt: row,
      day: 20_000 + (row % 540),
      scopePath: `/d/t${row % TOWNSHIPS}/`,
      formVersion: idOf(3, row % 2),
      person: row % 50 === 0,
      madeUp: false,
      facts: JSON.stringify(facts),
      fill: '{}',
    };
  });
}

function openWorker() {
  const worker = new Worker(fileURLToPath(WORKER));
  const answers = new Map();
  let sizes = 0;
  let whenSized = () => undefined;
  worker.on('message', (message) => {
    if (message.type === 'size') {
      sizes++;
      whenSized();
    } else {
      answers.get(message.id)?.(message);
      answers.delete(message.id);
    }
  });
  worker.on('error', (error) => {
    throw error;
  });
  return {
    post: (message) => worker.postMessage(message),
    ask: (id, question) =>
      new Promise((resolve) => {
        answers.set(id, resolve);
        worker.postMessage({ type: 'ask', id, question });
      }),
    /** The worker is never more than a few pages behind, as when pages come from a database. */
    sized: (wanted) =>
      new Promise((resolve) => {
        whenSized = () => sizes >= wanted && resolve();
        whenSized();
      }),
    end: () => worker.terminate(),
  };
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const rounded = (value) => Number(value.toFixed(1));

const ruleSet = () => ({ ...makeRuleSet(), kind: 'routing', form: 'form', title });

const question = (draft, ruleSets) => ({
  table: TABLE,
  draft,
  ruleSets,
  groups: [{ sections: Array.from({ length: TOWNSHIPS }, (_, at) => `form/t${at}`), old: 'old', chain: null }],
  from: 20_000,
  to: 20_539,
  scopePaths: ['/d/'],
  recused: [RECUSED],
  examples: 5,
  together: [],
});

const changedIn = ({ groups: [{ pairs }] }) =>
  pairs.reduce((sum, { from, to, count }) => sum + (from === to ? 0 : count), 0);

async function opened(rows) {
  const worker = openWorker();
  worker.post({ type: 'open', table: TABLE, keep: FACTS.map(({ name }) => name) });
  for (let first = 0, page = 0; first < rows; first += PAGE, page++) {
    const count = Math.min(PAGE, rows - first);
    worker.post({ type: 'append', table: TABLE, section: `form/t${page % TOWNSHIPS}`, rows: pageOf(first, count) });
    if (page % 8 === 7) await worker.sized(page - 8);
  }
  await worker.sized(Math.ceil(rows / PAGE));
  return worker;
}

/** Times one size: from the question to the answer in the main thread, the copying between threads included. */
export async function measure(rows, edits = EDITS) {
  const loading = performance.now();
  const worker = await opened(rows);
  const loaded = performance.now() - loading;
  const old = ruleSet();
  const ask = async (id, draft, ruleSets = {}) => {
    const began = performance.now();
    const { answer, message } = await worker.ask(id, question(draft, ruleSets));
    if (!answer) throw new Error(message);
    return { took: performance.now() - began, answer };
  };
  const first = await ask(0, old, { old });
  for (let step = 1; step <= WARMING; step++) await ask(step, editOneRule(old, edits + step));
  const times = [];
  let changed = 0;
  for (let step = 1; step <= edits; step++) {
    const { took, answer } = await ask(WARMING + step, editOneRule(old, step));
    times.push(took);
    changed += changedIn(answer) > 0 ? 1 : 0;
  }
  times.sort((a, b) => a - b);
  const { bytes } = first.answer;
  // Of the whole process: the worker, this thread, and the rows it made.
  const processBytes = process.memoryUsage().rss;
  await worker.end();
  return {
    rows,
    rules: old.rules.length,
    loadSeconds: rounded(loaded / 1000),
    firstMs: rounded(first.took),
    editMs: { median: rounded(quantile(times, 0.5)), p95: rounded(quantile(times, 0.95)), max: rounded(times.at(-1)) },
    editsThatChange: changed,
    factsMb: rounded(bytes / MEGABYTE),
    processMb: rounded(processBytes / MEGABYTE),
  };
}

/** Whether the worker counts as many changed cases as a function written by hand does, for a few edits. */
async function agrees() {
  const worker = await opened(CHECKED);
  const names = FACTS.map(({ name }) => name);
  const old = ruleSet();
  const rows = [];
  for (let first = 0; first < CHECKED; first += PAGE) rows.push(...pageOf(first, PAGE));
  const counted = rows
    .filter(({ person, caseId }) => !person && caseId !== RECUSED)
    .map(({ facts }) => JSON.parse(facts));
  const path = (set, decide) => (facts) => {
    const winner = decide(facts);
    return (winner === -1 ? set.otherwise : set.rules[winner].event).params.path;
  };
  let agree = true;
  for (let step = 0; step < 5; step++) {
    const draft = editOneRule(old, step);
    const [before, after] = [old, draft].map((set) => path(set, handWritten(set, names)));
    const expected = counted.filter((facts) => before(facts) !== after(facts)).length;
    const { answer } = await worker.ask(step, question(draft, step === 0 ? { old } : {}));
    agree &&= answer.groups[0].cases === counted.length && changedIn(answer) === expected;
  }
  await worker.end();
  return agree;
}

/** As `bench/run.mjs` wants it. */
export async function run() {
  const agree = await agrees();
  const benches = [];
  for (const [rows, bar] of [
    [100_000, 30],
    [1_000_000, 300],
  ]) {
    const { editMs, processMb } = await measure(rows);
    const bench = { better: 'less', agree };
    benches.push({
      ...bench,
      name: `impact of the server's worker: question to answer after an edit, ${rows} cases × 40 rules`,
      unit: 'ms',
      ours: editMs.median,
      peers: { bar, 'slowest of ours': editMs.max },
      bars: [[`≤ ${bar} ms`, bar / editMs.median]],
    });
    if (rows < 1_000_000) continue;
    benches.push({
      ...bench,
      name: `impact of the server's worker: memory of the process with ${rows} cases`,
      unit: 'MB',
      ours: processMb,
      peers: { bar: MEMORY_BAR_MB },
      bars: [[`< ${MEMORY_BAR_MB} MB`, MEMORY_BAR_MB / processMb]],
    });
  }
  return benches;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  for (const rows of sizes.length > 0 ? sizes : [100_000, 1_000_000]) {
    process.stdout.write(`${JSON.stringify(await measure(rows))}\n`);
  }
}
