import vue from 'eslint-plugin-vue'
import neostandard, { plugins } from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['**/*.d.ts', 'data/**', 'console/dist/**', 'node_modules/**'] }),
  ...vue.configs['flat/recommended'],
  {
    files: ['console/**/*.vue'],
    languageOptions: { parserOptions: { parser: plugins['typescript-eslint'].parser } },
    rules: {
      // As the components themselves are named, and written where one reads several of them.
      'vue/component-name-in-template-casing': ['error', 'PascalCase'],
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'never', normal: 'always', component: 'always' } }],
      'vue/first-attribute-linebreak': 'off',
      'vue/html-indent': ['error', 2],
      'vue/max-len': ['error', { code: 120, template: 120 }],
      'vue/require-default-prop': 'off',
      // Types know what a browser has.
      'no-undef': 'off'
    }
  },
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
