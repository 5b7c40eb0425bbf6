/** Sends what is to be reminded of: to each recipient what is due to them at once, until it is taken or given up. */
import type { Logger } from 'pino'
import { loginOf } from '../../ground/access/caller.ts'
import type { Pool } from '../../ground/database/pool.ts'
import type { OutboundSettings } from '../../ground/network/settings.ts'
import { newWebhookClient } from '../../ground/network/webhook-client.ts'
import { nextWebhook } from '../../ground/retry/retry.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { findAccount, openDetails } from '../../records/people/accounts.ts'
import {
  removeSettled, settleBatch, takeBatch, type Batch, type BatchOf, type BatchOutcome, type Topic
} from '../../records/reminders/reminders.ts'
import { clockTexts } from './clock-reminder.ts'
import { filingTexts } from './filing-reminder.ts'
import { newMailer } from './mail.ts'
import { ratingTexts } from './rating-invitation.ts'
import type { ReminderSettings } from './settings.ts'
import type { Texts } from './texts.ts'
import { visitTexts } from './visit-reminder.ts'

export interface Reminding {
  pool: Pool
  vault: Vault
  settings: { reminders: ReminderSettings, hub: { takeOverAfter: number, outbound: OutboundSettings } }
  nameOf (slug: string): string
  log: Logger
  now (): Date
  random (): number
}

export interface ReminderSender {
  /** Sends all that is due; answers how many batches that were. */
  sendDue (): Promise<number>
  close (): Promise<void>
}

/** The longest wait between two attempts. */
const CEILING = 3_600_000

const NO_ADDRESS = 'no-address'

/** Rows that are removed in one go. */
const REMOVED = 1_000

const TEXTS: { [T in Topic]: Texts<T> } = {
  clock: clockTexts, visit: visitTexts, filing: filingTexts, rating: ratingTexts
}

/** Throws nothing: why it was not taken, for the log and the row. */
type Channel = <T extends Topic>(batch: BatchOf<T>) => Promise<string | undefined>

export function newReminderSender (hub: Reminding): ReminderSender {
  const { smtp, webhook } = hub.settings.reminders
  const mailer = smtp && newMailer(smtp)
  const client = webhook && newWebhookClient(hub, { webhookUrl: webhook.url, ...webhook })
  const longest = Math.max(smtp?.timeout ?? 0, webhook?.timeout ?? 0)

  const channels: Record<Batch['channel'], Channel> = {
    async mail ({ topic, reminders, recipient, id }) {
      if (!mailer) return 'not-set'
      const { mail } = TEXTS[topic]
      const to = await addressOf(hub, recipient)
      if (to === undefined || !mail) return NO_ADDRESS
      return await mailer.send(mail(reminders, hub.nameOf), to, id).then(() => undefined, failureOf)
    },
    async webhook ({ topic, reminders, id }) {
      if (!client) return 'not-set'
      const body = JSON.stringify(TEXTS[topic].body(reminders, hub.nameOf, hub.now()))
      return (await client.send({ id, body }, AbortSignal.timeout(webhook!.timeout))).failure
    }
  }

  async function sendOne (): Promise<boolean> {
    const now = hub.now()
    const batch = await takeBatch(hub.pool, now, new Date(now.getTime() + longest + hub.settings.hub.takeOverAfter))
    if (!batch) return false
    const failure = await channels[batch.channel](batch).catch((error: unknown) => {
      // One that cannot be written is like one that is not taken: the others go on.
      hub.log.error({ err: error, channel: batch.channel }, 'reminders not written')
      return 'not-written'
    })
    const outcome = outcomeOf(hub, batch, failure)
    await settleBatch(hub.pool, batch, outcome, failure, hub.now())
    report(hub, batch, outcome, failure)
    return true
  }

  return {
    async sendDue () {
      let sent = 0
      while (await sendOne()) sent++
      const { kept } = hub.settings.reminders
      await removeSettled(hub.pool, new Date(hub.now().getTime() - kept), REMOVED)
      return sent
    },
    async close () {
      mailer?.close()
      await client?.close()
    }
  }
}

/** Of an account its own, as it is at the moment; nothing where it has none, or may not be used. */
async function addressOf ({ pool, vault }: Reminding, recipient: string): Promise<string | undefined> {
  const login = loginOf(recipient)
  if (login === undefined) return recipient
  const account = await findAccount(pool, login)
  return account?.state === 'active' ? openDetails(vault, account).mail : undefined
}

/** What a library says of a failure may name addresses and accounts: only its code is kept. */
function failureOf (error: unknown): string {
  const { code, responseCode } = error as { code?: string, responseCode?: number }
  return responseCode === undefined ? `smtp-${code ?? 'failed'}`.toLowerCase() : `smtp-${responseCode}`
}

function outcomeOf (
  { settings, now, random }: Reminding, { attempts, openedAt }: Batch, failure: string | undefined
): BatchOutcome {
  if (failure === undefined) return { state: 'sent' }
  if (failure === NO_ADDRESS) return { state: 'failed' }
  const { horizon } = settings.reminders
  const dueAt = nextWebhook({ failures: attempts, countedFrom: openedAt }, { horizon, ceiling: CEILING }, now(), random)
  return dueAt ? { state: 'open', dueAt } : { state: 'failed' }
}

function report (
  { log }: Reminding, { channel, reminders, attempts }: Batch, { state }: BatchOutcome, failure?: string
): void {
  const facts = { channel, reminders: reminders.length, attempt: attempts, ...failure !== undefined && { failure } }
  if (state === 'sent') log.info(facts, 'reminders sent')
  // Nobody has promised to read mails.
  else if (failure === NO_ADDRESS) log.info(facts, 'reminders for who has no address')
  else if (state === 'open') log.warn(facts, 'reminders not sent')
  else log.error({ alert: 'reminders-failed', ...facts }, 'reminders given up')
}
