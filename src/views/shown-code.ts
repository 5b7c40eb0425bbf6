/** A query code as it is handed out: with the address of the page where it is good, if that is known. */
import { progressPageOf, type ProgressSettings } from '../ground/access/progress-settings.ts'

export function shownCode (
  settings: ProgressSettings, queryCode: string
): { queryCode: string, progressPage?: string } {
  const progressPage = progressPageOf(settings)
  return { queryCode, ...progressPage !== undefined && { progressPage } }
}
