/** Takes the applicant's data out of what an enterprise writes: some repeat what they were sent in their messages. */
import type { ApplicationForm } from './order-view.ts'

/** The text with every personal value of the form as `***`. */
export function withoutPersonal (text: string, { basic }: ApplicationForm): string {
  const values = [basic.idNumber, basic.phone, basic.address.text, basic.originalAddress, basic.applicantName]
  return values.reduce<string>((rest, value) => value ? rest.replaceAll(value, '***') : rest, text)
}
