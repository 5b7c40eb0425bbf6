/**
 * One statement out of several that do not need each other. What a statement costs beside its rows - a message, a
 * portal, an answer, a wake-up - is then paid once, in the hub and in PostgreSQL.
 */
import { createHash } from 'node:crypto'
import type { Statement } from './pool.ts'

type Joined = Required<Pick<Statement, 'name' | 'text'>>

/** By the names of what was joined; a name stands for one text. */
const known = new Map<string, Joined>()

/**
 * So many are prepared, which takes room on every connection for good. What comes together has few shapes while it is
 * of rows; of what is not each number is another. What is beyond is parsed each time.
 */
export const MOST_PREPARED = 256

/**
 * The answer is that of what is `asked`, if anything is. Constraints between their rows are checked when all of it is
 * done, so that their order does not matter: always the same one, so that the same statements are always one text.
 */
export function joinStatements (written: readonly Statement[], asked?: Statement): Statement {
  const behind = asked ? [withValues(asked, asked.rows)] : []
  const statements = [...withAllRows(written), ...behind]
  if (statements.length === 1) return statements[0]!
  const names = statements.map(({ name }) => name).join('+')
  const joined = known.get(names) ?? join(statements)
  const values = statements.flatMap(({ values = [] }) => values)
  if (known.size >= MOST_PREPARED && !known.has(names)) return { text: joined.text, values }
  known.set(names, joined)
  return { ...joined, values }
}

/** Those of rows that have one name as one, with the rows of all. */
function withAllRows (statements: readonly Statement[]): Statement[] {
  const gathered = new Map<string | number, { statement: Statement, rows?: object[] }>()
  for (const [index, statement] of statements.entries()) {
    const { name, rows } = statement
    const before = rows && gathered.get(name!)?.rows
    if (before) before.push(...rows)
    else gathered.set(rows ? name! : index, { statement, ...rows && { rows: [...rows] } })
  }
  return [...gathered.values()].map(({ statement, rows }) => withValues(statement, rows))
    .sort((one, other) => one.name! < other.name! ? -1 : 1)
}

function withValues (statement: Statement, rows: readonly object[] | undefined): Statement {
  if (!rows) return statement
  const { name, text } = statement
  return { ...name !== undefined && { name }, text, values: [asJson(rows)] }
}

/** How JSON writes a half of a pair of UTF-16 whose other half is missing. */
const HALF = '\\ud'

/** As PostgreSQL takes it: it has no text with halves of characters. */
function asJson (rows: readonly object[]): string {
  const json = JSON.stringify(rows)
  if (!json.includes(HALF)) return json
  return JSON.stringify(rows, (_name, value: unknown) => typeof value === 'string' ? value.toWellFormed() : value)
}

/** The text tells in comments what is in it; the name could not, PostgreSQL keeps 63 bytes of it. */
function join (statements: readonly Statement[]): Joined {
  let before = 0
  const parts = statements.map(({ name, text, values = [] }) => {
    const shift = before
    before += values.length
    return `/* ${name} */ ${text.replaceAll(/\$(\d+)/g, (_place, number: string) => `$${Number(number) + shift}`)}`
  })
  const last = parts.pop()!
  const text = `with ${parts.map((part, index) => `part${index + 1} as (${part})`).join(', ')} ${last}`
  return { name: `joined-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`, text }
}
