/** Files on their way to the hub; what it would refuse is told before they are sent. */
import type { components } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'
import { fitting, MOST_BYTES } from '../pieces/picture.ts'

export const TYPES = 'image/jpeg,image/png,application/pdf'

/** Why this file cannot be sent. A photograph that is too large can be made smaller. */
export function unfitness ({ name, type, size }: File): string | undefined {
  if (size === 0) return `「${name}」是空文件`
  if (!TYPES.split(',').includes(type)) return `「${name}」不是 JPEG、PNG 图片或 PDF`
  if (size > MOST_BYTES && type === 'application/pdf') return `「${name}」有 ${wordsOfSize(size)}，超过 3 MB`
  return undefined
}

export async function upload (file: File): Promise<components['schemas']['Attachment']> {
  const body = new FormData()
  body.append('file', await fitting(file), 'attachment')
  // The contract says of a file that it is text; the browser writes it as it is.
  return await ask(hub.POST('/v1/attachments', { body: body as never, bodySerializer: given => given as never }))
}

export function wordsOfSize (bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
