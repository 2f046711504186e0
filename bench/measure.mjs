import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Milliseconds that `work` takes. */
export function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The same for work that gives a promise. */
export async function timedAsync(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Runs every contender once a round, one after the other, so that a busy machine is busy for all of them; gives the
 * median of what each round measured. Each runs once before, unmeasured.
 */
export async function inRounds(rounds, contenders) {
  const figures = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, measure] of Object.entries(contenders)) {
      const figure = await measure(Math.max(round, 0));
      if (round >= 0) figures[name].push(figure);
    }
  }
  return Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, median(values)]));
}

export const rounded = (figure) => Number(figure.toPrecision(4));
export const roundedAll = (figures) =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, rounded(figure)]));

export function machine() {
  const { model } = cpus()[0] ?? { model: 'unknown' };
  return `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`;
}

/** Builds what the benches measure: what is measured is what is shipped. */
export function build(root) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'rule-sets'], {
    cwd: root,
    stdio: 'inherit',
  });
}
