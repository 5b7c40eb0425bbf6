/** The enterprises of the sandbox as the journeys know them: a form that reaches one alone, and its native words. */
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { householdForm } from '../kit/forms.ts'
import type { TestProfile } from '../kit/test-profile.ts'
import { testProfiles } from '../kit/test-profiles.ts'
import { sandboxDocument } from '../../kit/sandbox.ts'

export const KNOWN: Record<Slug, TestProfile> = Object.fromEntries(
  Object.entries<{ profile: string }>(sandboxDocument().enterprises).map(([slug, { profile }]) => [slug, testProfiles[profile]!]))

/** A form whose one order goes to the enterprise. */
export function formFor (slug: Slug): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  const { order, address } = KNOWN[slug]!
  const block = order(slug)
  const services = Object.keys(block) as ApplicationForm['basic']['services']
  return { ...form, ...block, basic: { ...form.basic, services, address: { ...form.basic.address, ...address } } }
}
