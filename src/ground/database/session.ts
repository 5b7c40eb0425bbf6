/** How every connection to the database is made, whatever the server, its database or its role have for defaults. */

/**
 * What statements are written for: each sees what was stored before it, times and bytes come as the driver reads them.
 */
const SETTINGS = {
  default_transaction_isolation: 'read committed',
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  bytea_output: 'hex'
}

export interface Session { connectionString: string, options: string }

/** `more` of the session. Options that the address has itself come before; the driver would take them instead. */
export function session (url: string, more: Record<string, string> = {}): Session {
  const address = new URL(url)
  const given = address.searchParams.get('options')
  address.searchParams.delete('options')
  const ours = Object.entries({ ...SETTINGS, ...more }).map(([name, value]) =>
    `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  return {
    connectionString: given === null ? url : address.href,
    options: [...given === null ? [] : [given], ...ours].join(' ')
  }
}
