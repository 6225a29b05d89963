require('./scripts/newerNode.cjs');

/** @type {import('jest').Config} */
const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
    ],
  },
};
const project = (name, ...folders) => ({
  ...shared,
  displayName: name,
  testMatch: folders.map(folder => `<rootDir>/test/${folder}/**/*.test.ts`),
});
module.exports = {
  projects: [
    project('unit', 'domain', 'orchestrators', 'activities', 'functions', 'types', 'cli', 'repository'),
    project('local', 'local'),
    project('integration', 'integration'),
    project('e2e', 'e2e'),
    project('chaos', 'chaos'),
  ],
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/scripts/resultReporter.cjs'],
};
