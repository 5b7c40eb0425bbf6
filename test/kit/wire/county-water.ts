/** 泾县供水 on the wire: form fields around a JSON text (interface document, Transport). */
import { expectedSign } from '../../../simulators/county-water.ts'
import { demand, demandSame, readPlainly, type Wire } from './wire.ts'

export const wire: Wire = {
  read (request, { settings: { credentials } }) {
    const { body, ...said } = readPlainly(request)
    demandSame(request.headers['content-type'], 'application/x-www-form-urlencoded; charset=UTF-8')
    const { clientid, timestamp, data, sign, ...more } = body as Record<'clientid' | 'timestamp' | 'data' | 'sign', string>
    demand(sign === expectedSign({ clientid, timestamp, data }, credentials.secret), 'sign')
    return { ...said, head: { clientid, timestamp, ...more }, body: JSON.parse(data) }
  }
}
