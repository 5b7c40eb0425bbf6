/** What the tests know of each profile, found by its native contract, so that one profile more needs no edit here. */
import { profileNames } from '../../openapi/document.ts'
import type { TestProfile } from './test-profile.ts'

export const testProfiles: Record<string, TestProfile> = Object.fromEntries(await Promise.all(profileNames().map(async profile => {
  const { testProfile } = await import(`../profiles/${profile}.ts`) as { testProfile: TestProfile }
  return [profile, testProfile] as const
})))
