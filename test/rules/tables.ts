/** One room writes a table (FLOORS of floors.ts says which), and advisory locks have their numbers from one file. */
import ts from 'typescript'
import { importsOf, nodesOf, place, type SourceFile } from '../source-files.ts'
import { isIn, type CodeRule } from './code-rule.ts'
import { FLOORS, placeIn, type Floor, type Room } from './floors.ts'

/** A change of keys seals any column anew, whoever owns its table, and changes nothing of what the rows say. */
const RESEAL = 'src/ground/sealing/reseal.ts'

const LOCKS = 'src/ground/database/locks.ts'

/** Stands in SQL where an expression is put in. */
const HOLE = '\u0000'

const NAME = `(?:only\\s+)?((?:[\\w"${HOLE}]+\\s*\\.\\s*)?[\\w"${HOLE}]+)`

/** Every statement that changes a table; what stands in a WITH is found like any other. */
const WRITES = [
  `\\binsert\\s+into\\s+${NAME}`,
  // Not of `for update`, `do update set`; with an alias or without.
  `(?<!\\b(?:for|do|key)\\s+)\\bupdate\\s+${NAME}(?:\\s+(?:as\\s+)?(?!set\\b)\\w+)?\\s+set\\b`,
  `\\bdelete\\s+from\\s+${NAME}`,
  `\\btruncate\\s+(?:table\\s+)?${NAME}`,
  `\\bmerge\\s+into\\s+${NAME}`
].map(pattern => new RegExp(pattern, 'gi'))

/** The end of a text that goes on with a table's name, in another text. */
const UNFINISHED = /\b(insert\s+into|update|delete\s+from|truncate(\s+table)?|merge\s+into)\s*$/i

/** The tables that a piece of SQL writes; HOLE for a name put together elsewhere. */
export function tablesWritten (sql: string): string[] {
  const plain = sql.replace(/--.*$/gm, '').replace(/\/\*[^]*?\*\//g, '')
  return WRITES.flatMap(pattern => [...plain.matchAll(pattern)].map(([, name]) =>
    name!.includes(HOLE) ? HOLE : name!.replaceAll(/["\s]/g, '').toLowerCase().replace(/^public\./, '')))
}

/** The text of a string or template, with HOLE for every expression in it; undefined for any other node. */
function textOf (node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  return ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join('') : undefined
}

function writeFaults (file: SourceFile, node: ts.Node, sql: string): string[] {
  const joined = ts.isBinaryExpression(node.parent) && UNFINISHED.test(sql) ? [HOLE] : []
  return [...tablesWritten(sql), ...joined].flatMap(table => {
    if (table === HOLE) return file.path === RESEAL ? [] : [`${place(file, node)} writes a table that it does not name: write the name, so that its owner can be seen`]
    const owner = ownerOf(table)
    if (owner && owner === placeIn(file.path)?.room) return []
    return [`${place(file, node)} writes ${table}, which ${owner ? `${owner.paths[0]} owns: ask it to` : 'has no owner in FLOORS of test/rules/floors.ts'}`]
  })
}

function ownerOf (table: string): Room | undefined {
  return FLOORS.flatMap(({ rooms }) => rooms).find(({ tables }) => tables?.includes(table))
}

/** Whether the tables that the migrations make and those that the rooms own are the same. */
export function ownerFaults (migrations: string, floors: Floor[] = FLOORS): string[] {
  const named = (pattern: RegExp): string[] => [...migrations.matchAll(pattern)].map(([, name]) => name!)
  const dropped = named(/^drop table (\w+)/gm)
  const made = named(/^create table (\w+)/gm).filter(name => !dropped.includes(name))
  const owned = floors.flatMap(({ rooms }) => rooms).flatMap(({ tables = [] }) => tables)
  return [
    ...made.filter(name => !owned.includes(name)).map(name => `${name} has no owner`),
    ...owned.filter(name => !made.includes(name)).map(name => `${name} is owned, and no migration makes it`),
    ...owned.filter((name, index) => owned.indexOf(name) < index).map(name => `${name} has two owners`)
  ]
}

function locksOtherwise (file: SourceFile, node: ts.Node): boolean {
  const sql = textOf(node)
  if (sql === undefined || !/\bpg_(try_)?advisory_\w*lock/i.test(sql)) return false
  const imported = importsOf(file).some(({ target }) => target === LOCKS)
  const [number] = valuesBeside(node)
  const named = number && ts.isPropertyAccessExpression(number) && number.expression.getText() === 'LOCKS'
  return !(imported && named && /advisory_\w*lock(_shared)?\s*\(\s*\$1\s*[,)]/i.test(sql))
}

/** What a statement is given: the argument behind its text, or the values beside it. */
function valuesBeside (text: ts.Node): readonly ts.Expression[] {
  const { parent } = text
  const values = ts.isCallExpression(parent)
    ? parent.arguments[1]
    : ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)
      ? parent.parent.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'values')?.initializer
      : undefined
  return values && ts.isArrayLiteralExpression(values) ? values.elements : []
}

export const tableRules: CodeRule[] = [
  {
    says: 'one room writes a table',
    appliesTo: isIn('src'),
    breaches: file => nodesOf(file).flatMap(node => {
      const sql = textOf(node)
      return sql === undefined ? [] : writeFaults(file, node, sql)
    }),
    counterexamples: [
      "pool.query('update orders set state = $1')", "pool.query('UPDATE public.orders AS o SET state = $1')",
      "pool.query('delete from only orders')", "pool.query('truncate table orders')", "pool.query('insert into \"orders\" (id) values ($1)')",
      'pool.query(`with gone as (delete from orders where id = $1 returning {ID}) select {ID} from gone`)',
      // Written by a name that is put in; a table that no migration makes.
      'pool.query(`update {table} set swept_at = null`)', 'pool.query(`insert into {schema}.orders (id) values ($1)`)',
      "pool.query('delete from ' + table)", "pool.query('insert into figures (day) values ($1)')"
    ].map(text => ({ path: 'src/engines/purge/purge.ts', text: text.replaceAll('{', '${') }))
  },
  {
    says: 'advisory locks are those of src/ground/database/locks.ts',
    appliesTo: path => isIn('src')(path) && path !== LOCKS,
    breaches: file => nodesOf(file).filter(node => locksOtherwise(file, node))
      .map(node => `${place(file, node)} takes an advisory lock by a number of its own: name it in ${LOCKS}, select pg_advisory_xact_lock($1), [LOCKS.name]`),
    counterexamples: [
      "pool.query('select pg_advisory_lock(341825)')", "pool.query('select pg_try_advisory_xact_lock($1) as mine', [341825])",
      "const LOCKS = { sweep: 1 }\npool.query('select pg_advisory_xact_lock($1)', [LOCKS.sweep])",
      "import { LOCKS } from '../../ground/database/locks.ts'\nconst lock = { text: 'select pg_advisory_xact_lock($1, $2)', values: [7, LOCKS.sweep] }",
      "import { LOCKS } from '../../ground/database/locks.ts'\nconst MINE = 7\npool.query('select pg_advisory_xact_lock($1)', [MINE])",
      "import { LOCKS } from '../../ground/database/locks.ts'\nconst LOCK = 'select pg_advisory_xact_lock(7)'"
    ].map(text => ({ path: 'src/engines/sweep/sweep.ts', text }))
  }
]
