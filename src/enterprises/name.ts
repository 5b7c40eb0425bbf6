/**
 * What an enterprise is called. Orders outlive the connection of their enterprise, so that it need not be connected.
 */
import { enterprises, type Slug } from './profiles.ts'

/** Its slug where nothing else is known of it. */
export function enterpriseName (slug: string): string {
  return enterprises[slug as Slug]?.name ?? slug
}
