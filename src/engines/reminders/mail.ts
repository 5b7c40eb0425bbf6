/** Sends mails by SMTP. */
import { createTransport } from 'nodemailer'
import type { Mail } from './mail-text.ts'
import type { ReminderSettings } from './settings.ts'

export interface Mailer {
  /** `id` is the same when the same mail is sent again: who gets it twice sees it once. Throws what went wrong. */
  send (mail: Mail, recipient: string, id: string): Promise<void>
  close (): void
}

export function newMailer (smtp: NonNullable<ReminderSettings['smtp']>): Mailer {
  const { host, port, secure, plain, user, password, from, timeout } = smtp
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !plain,
    ignoreTLS: plain,
    ...user !== undefined && { auth: { user, pass: password ?? '' } },
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true
  })
  return {
    async send ({ subject, text }, recipient, id) {
      await transport.sendMail({ from, to: recipient, subject, text, messageId: `<${id}@${from.split('@')[1]}>` })
    },
    close () { transport.close() }
  }
}
