/**
 * Writes the TypeScript types of every document beside it (`npm run types`), or with `--check` fails when a committed
 * file is not what its document says.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const here = fileURLToPath(new URL('.', import.meta.url))
const check = process.argv.includes('--check')
const drifted: string[] = []

for (const file of globSync('**/*.yaml', { cwd: here }).sort()) {
  const written = here + file.replace(/\.yaml$/, '.d.ts')
  const tree = await openapiTS(new URL(file, import.meta.url))
  const types = `// Generated from ${file} by \`npm run types\`.\n${astToString(tree)}`
  if (!check) writeFileSync(written, types)
  else if (readIfThere(written) !== types) drifted.push(file)
}

if (drifted.length > 0) {
  console.error(`types drifted from ${drifted.join(', ')}: run npm run types`)
  process.exitCode = 1
}

function readIfThere (file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
