/** The architecture of docs/explanation/architecture.md as rules: imports point towards domain/. */
const from = (path, ...allowed) => ({
  name: `${path} imports only what it may`,
  comment: `${path}/ may import ${allowed.join(', ')} of ours; imports point towards domain/.`,
  severity: 'error',
  from: { path: `^${path}/` },
  to: {
    path: '^(main\\.ts|config\\.ts|functions|orchestrators|activities|domain|azure|cli|local|bench|test)(/|$)',
    pathNot: [`^${path}/`, ...allowed.map(name => `^${name}`)],
  },
});

const pure = (path, allowed) => [
  {
    name: `${path} uses no Node built-ins`,
    comment: 'Deterministic code has no clock, no I/O and no environment; the durable context is the one door.',
    severity: 'error',
    from: { path: `^${path}/` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: `${path} uses no SDKs`,
    severity: 'error',
    from: { path: `^${path}/` },
    to: {
      dependencyTypesNot: ['core', 'local', 'type-only'],
      pathNot: `node_modules/(${allowed.join('|')})/`,
      path: 'node_modules',
    },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    from('domain'),
    from('orchestrators', 'domain/', 'activities/index\\.ts'),
    from('activities', 'domain/'),
    from('azure', 'domain/', 'activities/', 'functions/ports\\.ts', 'config\\.ts'),
    from('functions', 'domain/', 'activities/ports\\.ts', 'activities/index\\.ts', 'config\\.ts'),
    from('local'),
    from('cli', 'local/', 'domain/'),
    ...pure('domain', ['zod', '@noble/hashes', 'fastest-levenshtein']),
    ...pure('orchestrators', ['durable-functions']),
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests stay outside',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.local)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
