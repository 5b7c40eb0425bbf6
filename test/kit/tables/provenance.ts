/** What is public about each native contract and what is assumed, as the contracts themselves say it. */
import { readNativeContract } from '../../../openapi/document.ts'
import { enterprises } from '../../../src/enterprises/profiles.ts'

export function provenanceTable (): string {
  const lines = Object.keys(enterprises).map(slug => {
    const { title, 'x-provenance': provenance } = readNativeContract(slug)['info']
    return `| \`${slug}\` | ${title} | ${provenance} |`
  })
  return ['| 接口规格 | 原生契约 | 依据 |', '|---|---|---|', ...lines].join('\n')
}
