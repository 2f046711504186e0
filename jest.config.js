/** @type {import('jest').Config} */
export default {
  testMatch: [
    '<rootDir>/{form-schemas,rule-sets,backend,frontend}/src/**/*.test.{ts,tsx}',
    '<rootDir>/tests/**/*.test.ts',
  ],
  // Files run in plain Node.js, a worker's modules loaded once for all of its files; TypeScript is read by tests/support/source-hooks.mjs.
  runner: '<rootDir>/tests/support/runner.mjs',
  transform: {},
  modulePathIgnorePatterns: ['/dist/'],
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
};
