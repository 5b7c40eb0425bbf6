/** The sandbox's settings as tests alone need them: read, or as the text of a file, with changes. */
import { stringify } from 'yaml'
import { readSandbox, sandboxDocument } from '../../kit/sandbox.ts'
import type { CountySettings } from '../../src/enterprises/county.ts'
import type { Settings } from '../../src/settings.ts'

export const COUNTY: CountySettings = sandboxDocument().county

export function sandboxSettings (adjust?: (settings: any) => void): Settings {
  return readSandbox(changed(adjust))
}

/** What stands in a settings file. */
export function sandboxText (adjust: (settings: any) => void): string {
  return stringify(changed(adjust))
}

function changed (adjust?: (settings: any) => void): any {
  const settings = sandboxDocument()
  adjust?.(settings)
  return settings
}
