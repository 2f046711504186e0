export * from './analysis.ts';
export * from './audit.ts';
export * from './auth.ts';
export * from './cases.ts';
export * from './common.ts';
export * from './configuration.ts';
export * from './impact.ts';
export * from './reviews.ts';
