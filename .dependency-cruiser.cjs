// The import rules of docs/architecture.md as a failing check.
const pure = 'Domain packages run in the server, the browser, a worker and the command line alike.';
const inside = (pkg) => `^${pkg}/src/(?!index\\.ts$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      comment: 'Of types neither: what two files both need to name has a file of its own.',
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: pure,
      from: { path: '^(form-schemas|rule-sets)/src', pathNot: '\\.test\\.ts$|/testing/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      comment: 'What tests share may read files; nothing that runs is made of it.',
      from: { pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '/src/.+/testing/' },
    },
    {
      name: 'domain-knows-no-framework',
      severity: 'error',
      comment: pure,
      from: { path: '^(form-schemas|rule-sets)/src', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|react|formik|antd|pg)/' },
    },
    {
      name: 'form-schemas-stands-alone',
      severity: 'error',
      from: { path: '^form-schemas/' },
      to: { path: '^(rule-sets|backend|frontend|tests)/' },
    },
    {
      name: 'rule-sets-knows-only-form-schemas',
      severity: 'error',
      from: { path: '^rule-sets/' },
      to: { path: '^(backend|frontend|tests)/' },
    },
    {
      name: 'packages-are-entered-through-index',
      severity: 'error',
      from: { pathNot: '^(form-schemas|rule-sets)/' },
      to: { path: [inside('form-schemas'), inside('rule-sets')] },
    },
    {
      name: 'rule-sets-enters-form-schemas-through-index',
      severity: 'error',
      from: { path: '^rule-sets/' },
      to: { path: inside('form-schemas') },
    },
    {
      name: 'only-the-reference-knows-json-rules-engine',
      severity: 'error',
      from: { pathNot: '^(rule-sets/src/reference(/|\\.)|bench/|tests/)' },
      to: { path: 'node_modules/json-rules-engine/' },
    },
    {
      name: 'frontend-knows-backend-by-contract-only',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^backend/(?!(src|dist)/contract/)' },
    },
    {
      name: 'backend-never-knows-frontend',
      severity: 'error',
      from: { path: '^backend/' },
      to: { path: '^frontend/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    {
      name: 'only-stores-know-typeorm',
      severity: 'error',
      from: { path: '^backend/src/features/', pathNot: '(-store|\\.store|\\.entity|\\.module)\\.ts$' },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'controllers-ask-services',
      severity: 'error',
      comment: 'Who may do it, and what is recorded of it, is said in one place, whatever the way in.',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '(-store|\\.store|\\.entity)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'frontend-rooms',
      severity: 'error',
      comment:
        'What several rooms need is common; only these look into another: the day shows cases, editors have their kit.',
      from: { path: '^frontend/src/([^/]+)/', pathNot: '^frontend/src/(app|work|admin|[^/]+-(editor|designer))/' },
      to: { path: '^frontend/src/[^/]+/', pathNot: '^frontend/src/($1|common|api|i18n|form-renderer)/' },
    },
    {
      name: 'frontend-editors',
      severity: 'error',
      comment: 'Each edits its own document; conditions are edited in one room, whatever document they stand in.',
      from: { path: '^frontend/src/([^/]+-(?:editor|designer))/' },
      to: {
        path: '^frontend/src/[^/]+/',
        pathNot: '^frontend/src/($1|condition-editor|editor-kit|common|api|i18n|form-renderer)/',
      },
    },
    {
      name: 'frontend-work-shows-cases',
      severity: 'error',
      from: { path: '^frontend/src/work/' },
      to: { path: '^frontend/src/[^/]+/', pathNot: '^frontend/src/(work|cases|common|api|i18n|form-renderer)/' },
    },
    {
      name: 'frontend-admin-edits',
      severity: 'error',
      from: { path: '^frontend/src/admin/' },
      to: {
        path: '^frontend/src/[^/]+/',
        pathNot:
          '^frontend/src/((admin|[^/]+-(editor|designer)|editor-kit|common|api|i18n|form-renderer)/|cases/DecisionList\\.tsx$)',
      },
    },
    {
      name: 'what-happens-to-a-case-has-one-time',
      severity: 'error',
      comment:
        "The database's time, under the case's lock (`Present`); only what is shown goes by the process's clock.",
      from: { path: '^backend/src/features/cases/(?!reading/|ledger/|case/present\\.ts)', pathNot: '\\.test\\.ts$' },
      to: { path: '^backend/src/clock/clock\\.ts$' },
    },
    {
      name: 'stores-stay-in-their-feature',
      severity: 'error',
      from: { path: '^backend/src/features/([^/]+)/' },
      to: { path: '^backend/src/features/[^/]+/.+-store\\.ts$', pathNot: '^backend/src/features/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['/dist/', '\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
