/** A mail server on loopback that keeps what it is given and reacts as told. */
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

export interface TakenMail {
  to: string[]
  /** As it was sent, headers and all. */
  raw: string
  subject: string
  /** Its own text, decoded. */
  body: string
  messageId: string
}

export interface ToldMailServer {
  port: number
  mails: TakenMail[]
  /** Refuses mails with this answer from now on; takes them again without one. */
  refuse (code?: number): void
}

export interface MailServerOptions { user: string, password: string }

export async function openMailServer (t: Test, { user, password }: MailServerOptions): Promise<ToldMailServer> {
  const mails: TakenMail[] = []
  let refusal: number | undefined
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth ({ username, password: given }, _session, callback) {
      if (username === user && given === password) callback(null, { user })
      else callback(Object.assign(new Error('no'), { responseCode: 535 }))
    },
    onData (stream, { envelope }, callback) {
      text(stream).then(raw => {
        if (refusal !== undefined) return callback(Object.assign(new Error('refused'), { responseCode: refusal }))
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), raw, ...partsOf(raw) })
        callback()
      }, callback)
    }
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => new Promise<void>(resolve => { server.close(resolve) }))
  return { port: (server.server.address() as AddressInfo).port, mails, refuse (code) { refusal = code } }
}

function partsOf (raw: string): Pick<TakenMail, 'subject' | 'body' | 'messageId'> {
  const [head, ...rest] = raw.split('\r\n\r\n')
  const headers = new Map(head!.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map(line => {
    const [name, ...value] = line.split(': ')
    return [name!.toLowerCase(), value.join(': ')]
  }))
  const encoded = rest.join('\r\n\r\n')
  const encoding = headers.get('content-transfer-encoding')
  const bytes = encoding === 'base64' ? Buffer.from(encoded, 'base64') : Buffer.from(unquoted(encoded), 'latin1')
  return { subject: decodedWords(headers.get('subject')!), body: bytes.toString(), messageId: headers.get('message-id')! }
}

/** Quoted-printable (RFC 2045). */
function unquoted (encoded: string): string {
  return encoded.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** Encoded words of a header (RFC 2047). */
function decodedWords (header: string): string {
  return header.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_whole, way: string, word: string) =>
    way.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : Buffer.from(unquoted(word.replaceAll('_', ' ')), 'latin1').toString())
}
