/** The floors of src/ and the owners of the tables, as tables. */
import { FLOORS } from '../../rules/floors.ts'

export function floorsTable (): string {
  const lines = FLOORS.map(({ what, rooms }, index) => `| ${index + 1} | ${named(rooms.flatMap(({ paths }) => paths))} | ${what} |`)
  return ['| floor | rooms | what belongs there |', '|---|---|---|', ...lines].join('\n')
}

export function ownersTable (): string {
  const owners = FLOORS.flatMap(({ rooms }) => rooms).filter(({ tables }) => tables !== undefined)
  return ['| tables | written by |', '|---|---|', ...owners.map(({ paths, tables }) => `| ${named(tables!)} | ${named(paths)} |`)].join('\n')
}

function named (names: string[]): string {
  return names.map(name => `\`${name}\``).join(', ')
}
