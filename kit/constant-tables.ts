/** Tables that do not grow with the applications, so that nothing is filled into them. */

/** Each with the reason. */
export const CONSTANT: Record<string, string> = {
  client_assertions: 'a row stays for the minutes in which an assertion is believed',
  webhook_lanes: 'an application has a row while its events are being sent',
  webhook_endpoint: 'one row',
  tokens: 'one row an enterprise',
  token_allowances: 'one row an enterprise',
  pacing: 'one row an enterprise',
  breakers: 'one row an enterprise',
  presence: 'one row',
  purges: 'one row a day',
  set_aside: 'a row for each that fails again and again',
  refused_callbacks: 'a row an enterprise and hour, for some days',
  calendar_years: 'one row a year',
  calendar_versions: 'one row a change of the calendar',
  county_days: 'a row for a day that the county closes or opens',
  people: 'one row an account',
  drafts: 'a few rows an account, for some days',
  sessions: 'a row for each browser in which somebody is signed in',
  departures: 'a row for each browser that is at an identity provider, for some minutes',
  rating_tries: 'a row for what was answered wrongly within a quarter of an hour',
  sign_in_failures: 'a row for what has failed within a quarter of an hour',
  personal_data_keys: 'one row a key',
  migrations: 'one row a migration'
}
