import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'caseway-process-'));

/** The environment of a process under test: nothing of this one's settings but where programs are. */
export function cleanEnv(env: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, PORT: '0', LOG_LEVEL: 'error', ...env };
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a Node program of the built product to its end. */
export function run(file: string, args: string[], env: Record<string, string>, input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], { env: cleanEnv(env) });
  child.stdin.end(input);
  return ended(child);
}

function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data) => {
    stdout += data;
  });
  child.stderr?.on('data', (data) => {
    stderr += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

export interface Server {
  base: string;
  child: ChildProcess;
  output: () => string;
  /** Resolves when the process is gone. */
  gone: Promise<Ended>;
}

/** Starts the built server and waits for the line that says it serves; rejects with what it wrote where it ends instead. */
export function serve(
  env: Record<string, string>,
  [command = '', ...args]: string[] = [process.execPath, 'backend/dist/main.js'],
): Promise<Server> {
  const child = spawn(command, args, { env: cleanEnv(env) });
  const gone = ended(child);
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => {
      output += data;
      const base = /^ready (\S+)$/m.exec(output)?.[1];
      if (base) resolve({ base: base.replace('localhost', '127.0.0.1'), child, output: () => output, gone });
    });
    gone.then(({ stderr }) => reject(new Error(stderr)));
  });
}
