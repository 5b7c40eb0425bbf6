/** A browser that is led from the hub to an identity provider and back. */
import { openBrowser, type Browser } from './people.ts'

export interface Traveller {
  url: string
  /** Name and value of each, as the hub gave them. */
  cookies: Map<string, string>
  /** Asks the hub as a browser navigates: with its cookies, without following where it leads. */
  navigate (path: string, headers?: Record<string, string>): Promise<Response>
  /** Where the hub sends it for a way of signing in. */
  depart (way: 'oidc' | 'cas', back?: string): Promise<string>
  /** Comes to the hub with what the provider had it bring along. */
  comeBack (from: URL, headers?: Record<string, string>): Promise<Response>
  /** As pages of the hub see it from then on. */
  browser (): Browser
}

export function openTraveller (url: string, given: Record<string, string> = {}): Traveller {
  const cookies = new Map(Object.entries(given))
  const traveller: Traveller = {
    url,
    cookies,
    async navigate (path, headers = {}) {
      const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
      const answer = await fetch(url + path, { headers: { ...cookie && { cookie }, ...headers }, redirect: 'manual' })
      for (const set of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
        if (/Max-Age=0/.test(set)) cookies.delete(name!)
        else cookies.set(name!, value!)
      }
      return answer
    },
    async depart (way, back) {
      const answer = await traveller.navigate(`/v1/session/${way}${back === undefined ? '' : `?return=${encodeURIComponent(back)}`}`)
      if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`)
      return answer.headers.get('location')!
    },
    comeBack: (from, headers) => traveller.navigate(from.pathname + from.search, headers),
    browser: () => openBrowser(url, { cookie: cookies.has('lianban') ? `lianban=${cookies.get('lianban')}` : undefined })
  }
  return traveller
}
