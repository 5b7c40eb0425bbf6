/** Whom the site invites to rate; nobody's mail address is known who applies. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Texts } from './texts.ts'

export const ratingTexts: Texts<'rating'> = {
  body (reminders, _nameOf, now): components['schemas']['RatingInvitations'] {
    return {
      type: 'rating.invitations',
      timestamp: localTime(now),
      data: { invitations: reminders.map(({ jointNumber, told: { orders } }) => ({ jointNumber, orders })) }
    }
  }
}
