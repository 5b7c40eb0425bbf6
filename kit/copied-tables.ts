/** The tables that grow with the applications, and how a row of each is copied with its application. */

/** SQL about a row `s` of a sample, of which `n` is the number of the copy. */
export interface Copied {
  table: string
  /** Which application a row of the table belongs to. */
  application: string
  /** What stands in a column of a copy where it is not what stands in the sample. Times move with the application. */
  columns: Record<string, string>
  /** Of which copies there is a row; of all unless given. */
  only?: string
}

/** Ids follow from the sample's and from the copy's number: what refers to a row finds it without being told. */
function idOf (column: string): string {
  return `md5(${column}::text || n)::uuid`
}

/** Numbers of rows that go on in time, above those of the samples; an application has a thousand of each table. */
const NUMBERED = '1000000 + n * 1000 + s.sample_place'

/** Of six digits, or as many as there are. */
const JOINT_NUMBER = "'JXLB' || lpad(n::text, greatest(6, length(n::text)), '0')"

const OF_ORDER = '(select application_serial from orders where orders.id = order_id)'

/** A few values belong to many applications, as names do: a page of them is full at any size. The others to two. */
const HASH = `
  case when s.field = 'applicantName' and n % 1000 < 500 then s.hash
       else sha256(s.hash || convert_to((n / 2)::text, 'UTF8')) end`

/** SQL: of a table that names its application itself. */
const ITS_OWN = 'application_serial'

const OF_EXCHANGE = '1000000 + n * 1000 + (select sample_place from sample_exchanges where id = s.exchange_id)'
const ORDER = idOf('s.order_id')
const FILING = idOf('s.filing_id')
const OF_FILING = '(select application_serial from filings where filings.id = filing_id)'
const VISIT = idOf('s.visit_id')
const OF_VISIT = '(select application_serial from visits where visits.id = visit_id)'
const ANSWERING = idOf('s.answering_order')
/** A few ratings come from one place. */
const OF_PLACE = (column: string): string => `sha256(s.${column} || convert_to((n / 3)::text, 'UTF8'))`
const LATER = "case when s.next_at is not null then '2100-01-01'::timestamptz end"

/** In the order in which they can be copied. */
export const COPIED: readonly Copied[] = [
  {
    table: 'applications',
    application: 'serial',
    columns: {
      serial: 'n',
      joint_number: JOINT_NUMBER,
      portal_case_number: "s.portal_case_number || '-' || n",
      correlation_id: idOf('s.correlation_id')
    }
  },
  {
    table: 'orders',
    application: ITS_OWN,
    columns: { id: idOf('s.id'), application_serial: 'n', reference: "s.reference || '-' || n" }
  },
  { table: 'transitions', application: ITS_OWN, columns: { application_serial: 'n', order_id: ORDER } },
  { table: 'desk_readings', application: OF_ORDER, columns: { order_id: idOf('s.order_id') } },
  { table: 'search_hashes', application: ITS_OWN, columns: { application_serial: 'n', hash: HASH } },
  {
    table: 'intents',
    application: `coalesce(${OF_ORDER}, ${OF_FILING})`,
    // What is open is not worked on: who fills a database wants to look at the rest.
    columns: {
      id: idOf('s.id'),
      order_id: ORDER,
      filing_id: FILING,
      leased_until: 'null::timestamptz',
      due_at: "case s.state when 'open' then '2100-01-01' else s.due_at + moved end"
    }
  },
  { table: 'exchanges', application: OF_ORDER, columns: { id: NUMBERED, order_id: idOf('s.order_id') } },
  {
    table: 'messages',
    application: '(select sample from sample_exchanges where id = exchange_id)',
    columns: { exchange_id: OF_EXCHANGE }
  },
  {
    table: 'callbacks',
    // Those that belong to no order are no more than is open.
    application: `coalesce(${OF_ORDER}, (select min(sample) from sampled where not ended))`,
    columns: {
      id: NUMBERED,
      order_id: ORDER,
      message_id: "s.message_id || '-' || n",
      nonce: "s.nonce || '-' || n",
      told_reference: "s.told_reference || '-' || n",
      // Of those that were refused no more are kept than fit into an hour, however many applications there are.
      remains_sealed: 'null'
    }
  },
  {
    table: 'notifications',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      due_at: "case s.state when 'open' then '2100-01-01' else s.due_at + moved end"
    }
  },
  {
    table: 'clocks',
    application: ITS_OWN,
    columns: { id: idOf('s.id'), number: NUMBERED, application_serial: 'n', order_id: ORDER, next_at: LATER }
  },
  {
    table: 'clock_warnings',
    application: '(select application_serial from clocks where clocks.id = clock_id)',
    columns: { clock_id: idOf('s.clock_id') }
  },
  {
    table: 'filings',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      order_id: ORDER,
      reference: "s.reference || '-' || n",
      address_hash: "sha256(s.address_hash || convert_to((n / 2)::text, 'UTF8'))"
    }
  },
  {
    table: 'filing_items',
    application: OF_FILING,
    columns: { id: idOf('s.id'), filing_id: FILING }
  },
  { table: 'filing_events', application: OF_FILING, columns: { filing_id: FILING } },
  {
    table: 'visits',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      closes_at: "case s.state when 'proposed' then '2100-01-01' else s.closes_at + moved end",
      remind_at: "case when s.remind_at is not null then '2100-01-01'::timestamptz end"
    }
  },
  { table: 'visit_proposals', application: ITS_OWN, columns: { application_serial: 'n', visit_id: VISIT } },
  { table: 'visit_answers', application: OF_VISIT, columns: { visit_id: VISIT, order_id: ORDER } },
  { table: 'visit_results', application: OF_VISIT, columns: { visit_id: VISIT, order_id: ORDER } },
  {
    table: 'reminders',
    application: '(select serial from applications where applications.joint_number = reminders.joint_number)',
    columns: { number: NUMBERED }
  },
  {
    table: 'rating_links',
    application: ITS_OWN,
    columns: {
      token_hash: "sha256(s.token_hash || convert_to(n::text, 'UTF8'))",
      application_serial: 'n',
      order_id: ORDER,
      good_until: "'2100-01-01'::timestamptz"
    }
  },
  {
    table: 'ratings',
    application: ITS_OWN,
    columns: {
      id: idOf('s.id'),
      number: NUMBERED,
      application_serial: 'n',
      order_id: ORDER,
      answering_order: ANSWERING,
      workstation: OF_PLACE('workstation'),
      unit: OF_PLACE('unit')
    }
  },
  {
    table: 'rectifications',
    application: ITS_OWN,
    columns: { rating_id: idOf('s.rating_id'), number: NUMBERED, application_serial: 'n', answering_order: ANSWERING }
  },
  {
    table: 'rating_invitations',
    application: ITS_OWN,
    columns: { application_serial: 'n', due_at: "'2100-01-01'::timestamptz" }
  },
  { table: 'figures', application: ITS_OWN, columns: { number: NUMBERED, application_serial: 'n', order_id: ORDER } },
  {
    table: 'webhook_attempts',
    application: '(select application_serial from notifications where notifications.id = notification_id)',
    columns: { id: NUMBERED, notification_id: idOf('s.notification_id') }
  },
  {
    table: 'attachments',
    application: ITS_OWN,
    columns: { id: idOf('s.id'), application_serial: 'n', order_id: ORDER, filing_id: FILING },
    only: 'n % 4 = 0'
  },
  {
    table: 'attachment_contents',
    application: '(select application_serial from attachments where attachments.id = attachment_contents.id)',
    columns: { id: idOf('s.id') },
    only: 'n % 4 = 0'
  },
  { table: 'idempotency_keys', application: ITS_OWN, columns: { key: "s.key || '-' || n", application_serial: 'n' } },
  { table: 'acts', application: '(select min(sample) from sampled where ended)', columns: { id: NUMBERED } },
  { table: 'sign_ins', application: '(select min(sample) from sampled where ended)', columns: { id: NUMBERED } },
  {
    table: 'disclosures',
    application: '(select serial from applications where applications.joint_number = disclosures.joint_number)',
    columns: { id: NUMBERED, joint_number: JOINT_NUMBER }
  }
]
