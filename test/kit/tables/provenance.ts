/** What is public about each native contract and what is assumed, as the contracts themselves say it. */
import { readNativeContract, systemNames } from '../../../openapi/document.ts'

export function provenanceTable (): string {
  const lines = systemNames().map(system => {
    const { title, 'x-provenance': provenance } = readNativeContract(system)['info']
    return `| \`${system}\` | ${title} | ${provenance} |`
  })
  return ['| 接口规格 | 原生契约 | 依据 |', '|---|---|---|', ...lines].join('\n')
}
