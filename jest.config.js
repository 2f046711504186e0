/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/{form-schemas,rule-sets,backend,frontend}/src/**/*.test.{ts,tsx}',
    '<rootDir>/tests/**/*.test.ts',
  ],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^@caseway/(form-schemas|rule-sets)$': '<rootDir>/$1/src/index.ts',
    '^@caseway/backend/contract$': '<rootDir>/backend/src/contract/index.ts',
  },
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  modulePathIgnorePatterns: ['/dist/'],
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
};
