/** The page on which applicants look at their own applications, in a browser: on small and old telephones, without scripts, by keyboard. */
import { mkdirSync } from 'node:fs'
import { test } from 'tap'
import { startConsole } from '../kit/console-site.ts'
import { checkScreen, ensureChromium, openDesktop, type Desktop } from '../kit/browser.ts'
import { wholeHouseForm } from '../kit/forms.ts'
import { changeOrder } from '../../src/records/orders/application.ts'
import { applyProgress } from '../../src/steps/progress.ts'
import type { Progress } from '../../mappings/mapping.ts'

ensureChromium()

const WIDTHS = [320, 390]

/** Where pictures of it go, for people to look at. */
const PICTURES = 'data/pictures'

/** What an old person on an old telephone needs: nothing beside the screen, letters of 20 px, lines 1.8 apart, 48 px to press. */
const MEASURES = `(() => {
  const texts = [...document.querySelectorAll('p, dt, dd, h1, h2, label, input, button, a')]
  const of = element => getComputedStyle(element)
  const pressed = [...document.querySelectorAll('input, button, a')].map(element => element.getBoundingClientRect())
  return {
    beside: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    smallest: Math.min(...texts.map(element => parseFloat(of(element).fontSize))),
    lines: Math.min(...[...document.querySelectorAll('p, dt, dd')].map(element => parseFloat(of(element).lineHeight) / parseFloat(of(element).fontSize))),
    lowest: Math.min(...pressed.map(({ height }) => height)),
    scripts: document.scripts.length
  }
})()`

test('it can be read and used on a small telephone', async t => {
  const site = await startConsole(t)
  const application = await site.submit(wholeHouseForm())
  const { jointNumber, printedNumber, queryCode } = application
  const moves = async (enterprise: string, progress: Progress): Promise<void> => {
    const { rows } = await site.pool.query<{ id: string }>('select id from orders where enterprise = $1', [enterprise])
    await changeOrder(site.hub, rows[0]!.id, at => applyProgress(site.hub, at, progress, 'callback'))
  }
  await moves('county-water', { kind: 'mapped', state: 'needsMaterial', remark: '请补交房屋产权证明或者租赁合同' })
  await moves('state-grid', { kind: 'mapped', state: 'surveyBooked', bookedFor: new Date(site.clock.time.getTime() + 86_400_000).toISOString() })
  await moves('towngas', { kind: 'mapped', state: 'quoted', remark: '工料费 1,280.00 元' })
  mkdirSync(PICTURES, { recursive: true })

  for (const width of WIDTHS) {
    await t.test(`${width} px wide`, async t => {
      const desktop = await openDesktop(t, { url: site.url, width, height: 640 })
      const { page } = desktop
      const check = async (name: string): Promise<void> => {
        t.match(await page.evaluate(MEASURES), { beside: 0, scripts: 0 }, `${name}: nothing beside the screen`)
        const { smallest, lines, lowest } = await page.evaluate(MEASURES) as Record<string, number>
        t.ok(smallest! >= 20 && lines! >= 1.8 && lowest! >= 48, `${name}: ${smallest} px, ${lines}, ${lowest} px`)
        await checkScreen(t, desktop, name)
        await page.screenshot({ path: `${PICTURES}/progress-${name.replaceAll(' ', '-')}-${width}.png`, fullPage: true })
      }
      await page.goto('/progress')
      await check('the form')

      await t.test('by keyboard alone', async t => {
        for (const typed of [printedNumber, '12345678']) {
          await page.keyboard.press('Tab')
          await page.keyboard.type(typed)
        }
        await page.keyboard.press('Enter')
        await page.getByText('联合办件号或者查询码不对').waitFor()
        t.equal(await page.getByLabel('联合办件号').inputValue(), printedNumber)
        t.equal(await page.getByLabel('查询码').inputValue(), '')
        await check('refused')
      })

      await page.getByLabel('联合办件号').fill(jointNumber.replace(/\D/g, ''))
      await page.getByLabel('查询码').fill(queryCode!)
      await page.getByRole('button', { name: '查询' }).click()
      await page.getByRole('heading', { name: '办理进度', exact: true }).waitFor()
      t.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/progress', 'neither stands in the address')
      t.match(await page.getByRole('main').innerText(), /请您办理：[\s\S]*补交材料[\s\S]*等候工作人员上门[\s\S]*缴费[\s\S]*工料费 1,280\.00 元/)
      await check('the progress')
      await page.getByRole('link', { name: '再查一件' }).click()
      await page.getByLabel('查询码').waitFor()
    })
  }

  await t.test('and what is wrong, and that it is held, is told', async t => {
    const desktop = await openDesktop(t, { url: site.url, width: 320, height: 640 })
    await ask(desktop, 'JXLB', '12')
    await desktop.page.getByText('须为 8 位数字').waitFor()
    await checkScreen(t, desktop, 'wrong fields')
    for (let tries = 0; tries < 6; tries++) await ask(desktop, '777777', '12345678')
    await desktop.page.getByText('填错的次数太多').waitFor()
    await checkScreen(t, desktop, 'held')
    await desktop.page.screenshot({ path: `${PICTURES}/progress-held-320.png`, fullPage: true })
  })

  await t.test('printed it is black on white, without the button', async t => {
    const { page } = await openDesktop(t, { url: site.url, width: 390, height: 640 })
    await page.emulateMedia({ media: 'print' })
    await page.goto('/progress')
    t.equal(await page.locator('form').isVisible(), false)
  })
})

async function ask ({ page }: Desktop, number: string, code: string): Promise<void> {
  await page.goto('/progress')
  await page.getByLabel('联合办件号').fill(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForLoadState()
}
