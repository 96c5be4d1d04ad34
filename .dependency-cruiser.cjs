const features = 'projects|documents|uploads|ingest|chats|reviews|workflows|account';

/** The layers of the backend: imports point inward. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'docx-uses-nothing-of-ours',
      severity: 'error',
      from: { path: '^backend/src/docx/' },
      to: { path: '^backend/src/', pathNot: '^backend/src/docx/' },
    },
    {
      name: 'pure-parts-do-no-io',
      severity: 'error',
      from: { path: '^backend/src/(pdf|citations|docx)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^backend/src/(db|storage|mail|identity|keys|models|jobs|http|start|agent)/' },
    },
    {
      name: 'adapters-know-no-feature',
      severity: 'error',
      from: {
        path: '^backend/src/(storage|mail|identity|keys|models|jobs|db|convert|parsing)/',
        pathNot: 'index\\.ts$',
      },
      to: { path: `^backend/src/(${features}|agent|start)/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-start-starts',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: '^backend/src/start/' },
      to: { path: '^backend/src/start/' },
    },
    {
      name: 'frontend-and-backend-meet-over-http',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^backend/' },
    },
    {
      name: 'production-code-needs-no-stand-in',
      severity: 'error',
      from: { path: '^(backend|frontend)/src/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '^(docker|stack|e2e)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next|\\.local' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
