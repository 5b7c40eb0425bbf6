/** What is public about each native contract and what is assumed, as the contracts themselves say it. */
import { profileNames, readNativeContract } from '../../../openapi/document.ts'

export function provenanceTable (): string {
  const lines = profileNames().map(profile => {
    const { title, 'x-provenance': provenance } = readNativeContract(profile)['info']
    return `| \`${profile}\` | ${title} | ${provenance} |`
  })
  return ['| 接口规格 | 原生契约 | 依据 |', '|---|---|---|', ...lines].join('\n')
}
