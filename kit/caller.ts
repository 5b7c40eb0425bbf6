/**
 * A caller of the hub as a county has them: takes an access token from the token end-point with its secret, sends it
 * with every call, and takes a new one before it expires.
 */
import { request as send } from 'undici'

/** The clients of settings.sandbox.yaml, and that of the desk beside them (desk.ts). */
export type SandboxClient = 'portal' | 'county-water' | 'rural-water' | 'supervisor' | 'operator'

/** Calls an operation of the hub, `path` from `/` on. */
export type Call = (path: string, request?: RequestInit) => Promise<Response>

/** Milliseconds that a token is given up before its end. */
const MARGIN = 30_000

export function newCaller (hubUrl: string, client: SandboxClient = 'portal', now: () => number = Date.now): Call {
  let held: Promise<{ token: string, until: number }> | undefined

  async function current (): Promise<string> {
    const asked = now()
    const mine = held ??= takeToken(hubUrl, client).then(
      ({ token, seconds }) => ({ token, until: asked + seconds * 1000 - MARGIN })
    )
    const { token, until } = await mine.catch(error => {
      // The next call asks again.
      if (held === mine) held = undefined
      throw error
    })
    if (asked < until) return token
    held = undefined
    return await current()
  }

  return async (path, request = {}) => {
    const headers = new Headers(request.headers)
    headers.set('authorization', `Bearer ${await current()}`)
    return await answerTo(new Request(hubUrl + path, { ...request, headers }))
  }
}

/**
 * The whole answer. Not by fetch: where a connection breaks in the middle of a body, its stream throws where nobody can
 * catch it (ERR_INVALID_STATE, Node 24 and undici 7), and the caller's process ends.
 */
async function answerTo (asked: Request): Promise<Response> {
  const { statusCode: status, headers, body } = await send(asked.url, {
    method: asked.method,
    headers: Object.fromEntries(asked.headers),
    body: asked.body && Buffer.from(await asked.arrayBuffer()),
    signal: asked.signal
  })
  const bytes = await body.arrayBuffer()
  const pairs = Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((text): [string, string] => [name, text]))
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, headers: pairs })
}

/** `seconds`: how long it is good for. */
export async function takeToken (hubUrl: string, client: SandboxClient): Promise<{ token: string, seconds: number }> {
  const answer = await answerTo(new Request(`${hubUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${client}-sandbox-secret`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' })
  }))
  if (!answer.ok) throw new Error(`no token for ${client}: ${answer.status} ${await answer.text()}`)
  const told = await answer.json() as { access_token: string, expires_in: number }
  const { access_token: token, expires_in: seconds } = told
  return { token, seconds }
}
