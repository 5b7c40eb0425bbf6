/** The settings of where the contents of attachments are kept, and of the links by which enterprises fetch them. */
import { z } from 'zod'
import { duration, secret } from '../../../adapters/settings.ts'

export const attachmentStorage = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }),
  region: z.string().min(1).default('us-east-1'),
  bucket: z.string().min(1),
  accessKeyId: z.string().min(1),
  secretAccessKey: secret,
  timeout: duration.default(15_000)
})

export type AttachmentStorageSettings = z.infer<typeof attachmentStorage>

export const attachmentLinks = z.strictObject({
  /** Where enterprises find the hub. */
  baseUrl: z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/$/, '')),
  secret,
  expiresAfter: duration.default(86_400_000)
})

export type LinkSettings = z.infer<typeof attachmentLinks>
