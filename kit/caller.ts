/**
 * A caller of the hub as a county has them: takes an access token from the token end-point with its secret, sends it
 * with every call, and takes a new one before it expires.
 */

/** The clients of settings.sandbox.yaml. */
export type SandboxClient = 'portal' | 'county-water' | 'supervisor' | 'operator'

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
    return await fetch(hubUrl + path, { ...request, headers })
  }
}

/** `seconds`: how long it is good for. */
export async function takeToken (hubUrl: string, client: SandboxClient): Promise<{ token: string, seconds: number }> {
  const answer = await fetch(`${hubUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${client}-sandbox-secret`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' })
  })
  if (!answer.ok) throw new Error(`no token for ${client}: ${answer.status} ${await answer.text()}`)
  const told = await answer.json() as { access_token: string, expires_in: number }
  const { access_token: token, expires_in: seconds } = told
  return { token, seconds }
}
