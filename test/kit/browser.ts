/**
 * A person before the console, in a real browser: Debian's Chromium, each with a window and cookies of their own. What
 * no screen may do is noted all the while: requests that leave the machine, messages in the browser's console, what its
 * policy has blocked.
 */
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { ensureInstalled } from '../../kit/debian-package.ts'
import type { Person } from './people.ts'

const PROGRAM = 'chromium'

/** Chromium with letters for Chinese, and what reads a PDF that it has printed. */
export function ensureChromium (): void {
  ensureInstalled({
    program: PROGRAM, packages: [PROGRAM, 'fonts-noto-cjk'], elsewhere: 'a Chromium that is found by this name'
  })
  ensureInstalled({
    program: 'pdftotext', flag: '-v', packages: ['poppler-utils'], elsewhere: 'macOS: brew install poppler'
  })
}

/** What keeps it from asking anybody anything; as root it runs without its own sandbox. */
const FLAGS = [
  ...process.getuid?.() === 0 ? ['--no-sandbox'] : [], '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'
]

interface Test {
  teardown: (end: () => Promise<void> | void) => unknown
  strictSame: (found: unknown, wanted: unknown, message: string) => unknown
}

export interface Desktop {
  page: Page
  context: BrowserContext
  /** What was wrong so far, by kind and words; taken out when it is looked at. */
  faults (): string[]
}

export interface Place {
  url: string
  /** Pixels; a large screen unless told otherwise. */
  width?: number
  height?: number
  /** What time it is in the browser; its own clock unless given. */
  now?: Date
}

let shared: Promise<Browser> | undefined

/** One program for all windows of a test file. */
async function browser (t: Test): Promise<Browser> {
  if (!shared) {
    shared = chromium.launch({ executablePath: `/usr/bin/${PROGRAM}`, args: FLAGS })
    const begun = shared
    t.teardown(async () => {
      shared = undefined
      await (await begun).close()
    })
  }
  return await shared
}

export async function openDesktop (t: Test, { url, width = 1280, height = 900, now }: Place): Promise<Desktop> {
  const context = await (await browser(t)).newContext({
    baseURL: url,
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    // What fades in is looked at as it is then.
    reducedMotion: 'reduce'
  })
  if (now) await context.clock.install({ time: now })
  const found: string[] = []
  context.on('request', request => {
    const to = request.url()
    if (!to.startsWith(url) && !/^(data|blob|about):/.test(to)) found.push(`asks ${to}`)
  })
  context.on('weberror', error => found.push(`error: ${error.error().message}`))
  context.on('console', message => {
    // A browser notes every answer that refuses something; that the screen shows it is what is tested.
    if (!/^Failed to load resource: the server responded with a status of/.test(message.text())) {
      found.push(`${message.type()}: ${message.text()}`)
    }
  })
  const page = await context.newPage()
  t.teardown(() => context.close())
  return { page, context, faults: () => found.splice(0) }
}

/** Signs in as people do: by typing, step after step. */
export async function signInto ({ page }: Desktop, person: Pick<Person, 'login' | 'password' | 'code'>): Promise<void> {
  await page.goto('/console/')
  await page.getByLabel('登录名').fill(person.login)
  await page.getByLabel('密码', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('动态口令或恢复码').fill(person.code())
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByRole('banner').waitFor()
}

/** The screen as it stands can be used by everybody (WCAG 2.2 A and AA), and has done nothing that it may not. */
export async function checkScreen (t: Test, { page, faults }: Desktop, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  t.strictSame(told, [], `${name}: nothing that keeps somebody out`)
  t.strictSame(faults(), [], `${name}: no message, nothing blocked, nothing asked of others`)
}
