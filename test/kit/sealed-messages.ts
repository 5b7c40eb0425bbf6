/** The messages of the trail as rows, with what is sealed in them opened. */
import type { Hub } from '../../src/hub.ts'

export async function messageRows ({ pool, vault }: Pick<Hub, 'pool' | 'vault'>): Promise<any[]> {
  const { rows } = await pool.query('select * from messages order by exchange_id, position')
  return rows.map(({ request_sealed: request, response_sealed: response, ...row }) => ({
    ...row,
    request: request && vault.open(['messageRequest', row.exchange_id, row.position], request),
    response: response && vault.open(['messageResponse', row.exchange_id, row.position], response)
  }))
}
