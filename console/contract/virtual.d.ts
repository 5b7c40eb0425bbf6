declare module 'virtual:contract-words' {
  export const SCHEMAS: Record<string, import('./contract-words.ts').SchemaWords | undefined>
}
