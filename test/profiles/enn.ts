/** What the tests need to know of 新奥燃气: a form that reaches it, and what it says. */
import { randomBytes } from 'node:crypto'
import { signEnn } from '../../adapters/enn-signature.ts'
import type { Message } from '../kit/callback-relay.ts'
import { changeJson } from '../kit/change-json.ts'
import type { TestProfile } from '../kit/test-profile.ts'

export const testProfile: TestProfile = {
  order: slug => ({ gas: { kind: 'ignition', supplier: slug } }),
  accepted: 'ACCEPTED',
  needsMaterial: 'NEED_MATERIAL',
  finished: 'GAS_ON',
  callback: {
    first: 'ACCEPTED',
    further: 'SURVEYED',
    stored: [200, /"success":true/],
    signature: [401, /SIGNATURE_INVALID/],
    stale: [401, /TIMESTAMP_EXPIRED/],
    broken: [401, /SIGNATURE_INVALID/],
    unknownReference: [404, /NOT_FOUND/],
    internal: [500, /INTERNAL/],
    replayed: [401, /REPLAYED/],
    changed: message => signed({ ...message, body: changeJson(message.body, status => { status.state = 'GAS_ON' }) }),
    // Its nonces count even while nothing can be stored.
    anew: signed,
    refusesSameBytes: true
  }
}

function signed (message: Message): Message {
  const nonce = randomBytes(16).toString('hex')
  const { path, body, headers } = message
  const timestamp = headers['x-gw-timestamp']!
  const signature = signEnn('enn-callback-secret', { method: 'POST', path, timestamp, nonce, body })
  return { ...message, headers: { ...headers, 'x-gw-nonce': nonce, 'x-gw-signature': signature } }
}
