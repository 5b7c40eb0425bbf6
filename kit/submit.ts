/** Does what the portal does: uploads attachments, then posts the application that names them. */
import { randomUUID } from 'node:crypto'
import type { components } from '../openapi/hub.d.ts'
import type { DemoApplication } from './applications.ts'
import type { Call } from './caller.ts'

export interface Submitted { title: string, application: components['schemas']['Application'] }

/** The smallest file that every reader takes for a PNG image: one white pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==', 'base64'
)

export async function submitAll (call: Call, applications: DemoApplication[]): Promise<Submitted[]> {
  const submitted: Submitted[] = []
  for (const { title, form, files = [] } of applications) {
    const attachments = await Promise.all(files.map(async kind => ({ id: await upload(call), kind })))
    const application = await post(call, '/v1/applications', {
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ...form, ...attachments.length > 0 && { attachments } })
    })
    submitted.push({ title, application: application as Submitted['application'] })
  }
  return submitted
}

async function upload (call: Call): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([PIXEL]), '照片.png')
  const { id } = await post(call, '/v1/attachments', { body }) as { id: string }
  return id
}

async function post (call: Call, path: string, request: RequestInit): Promise<unknown> {
  const answer = await call(path, { method: 'POST', ...request })
  const body = await answer.json()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(body)}`)
  return body
}
