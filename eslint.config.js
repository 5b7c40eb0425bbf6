import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['**/*.d.ts', 'data/**', 'node_modules/**'] }),
  {
    files: ['**/*.ts'],
    rules: {
      'no-restricted-exports': ['error', {
        restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true }
      }],
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true, IIFEs: false }]
    }
  },
  // A test file is one long list of cases; its length says nothing.
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } }
]
