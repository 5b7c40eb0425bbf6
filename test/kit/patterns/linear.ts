/** Whether a regular expression looks at any text in a time that grows as the text does, and no faster. */
import { checkSync } from 'recheck'
import type { Pattern } from './patterns.ts'

/** What is wrong with it; undefined when it is linear. What cannot be told within a minute is wrong too. */
export function whyNotLinear ({ source, flags, where }: Pattern): string | undefined {
  const found = checkSync(source, flags, { timeout: 60_000 })
  if (found.status === 'safe') return undefined
  const why = found.status === 'vulnerable' ? `${found.complexity.summary}, e.g. for ${found.attack.pattern}` : `unknown: ${found.error.kind}`
  return `${where}: /${source}/${flags} is not linear (${why})`
}
