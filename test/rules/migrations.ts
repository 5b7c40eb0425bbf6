/** Migrations are numbered without gaps, and none is edited once it has been released: databases that have it would differ. */
import { createHash } from 'node:crypto'

export const MIGRATIONS = 'src/ground/database/migrations/'

/** Beside the migrations, as `sha256sum *.sql` writes it. */
export const CHECKSUMS = `${MIGRATIONS}SHA256SUMS`

export interface Migration { name: string, text: string }

/** What is wrong with the migrations, given in any order, and with the list of their checksums. */
export function migrationFaults (migrations: Migration[], checksums: string): string[] {
  const listed = new Map(checksums.split('\n').filter(Boolean).map(line => line.split(/ {2}/) as [string, string])
    .map(([sum, name]) => [name, sum]))
  const inOrder = migrations.toSorted((one, other) => one.name < other.name ? -1 : 1)
  return [
    ...inOrder.flatMap(({ name }, index) => {
      const number = String(index + 1).padStart(3, '0')
      return new RegExp(`^${number}\\.do\\.[a-z]+(-[a-z]+)*\\.sql$`).test(name) ? [] : [`${MIGRATIONS}${name} is not named ${number}.do.<what-it-brings>.sql`]
    }),
    ...inOrder.flatMap(({ name, text }) => {
      const sum = createHash('sha256').update(text).digest('hex')
      if (listed.get(name) === sum) return []
      return [listed.has(name)
        ? `${MIGRATIONS}${name} was edited: take the change back and write a further migration (one that was never released gets a new line in ${CHECKSUMS})`
        : `${CHECKSUMS} lacks the line: ${sum}  ${name}`]
    }),
    ...[...listed.keys()].filter(name => !migrations.some(migration => migration.name === name)).map(name => `${CHECKSUMS} names ${name}, which is not there`)
  ]
}
