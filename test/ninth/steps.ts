/**
 * The ninth profile, step by step: 乡镇水厂, whose interface is its own, beside the county's water company. The files an integrator
 * writes stand beside this one, each where it belongs in the project; these are the edits to what is there already.
 * test/ninth.test.ts performs both in a copy of the project.
 */

export interface Step {
  file: string
  /** Text that stands in the file once; the insertion goes right behind it. */
  after: string
  insert: string
}

export const steps: Step[] = [
  {
    file: 'src/enterprises/profiles.ts',
    after: "  'county-water': join(import('../../mappings/county-water.ts'), import('../../adapters/county-water.ts')),\n",
    insert: "  'town-water': join(import('../../mappings/town-water.ts'), import('../../adapters/town-water.ts')),\n"
  },
  {
    file: 'settings.sandbox.yaml',
    after: '\nenterprises:\n',
    insert: `\
  town-water:
    profile: town-water
    name: 章渡水厂
    baseUrl: http://127.0.0.1:9109
    credentials: { key: LB341823, secret: works-sandbox-secret }
    callback: { key: LB341823, secret: works-callback-secret }
`
  },
  {
    // As whenever a service gets a second enterprise.
    file: 'settings.sandbox.yaml',
    after: '\nrouting:\n',
    insert: "  water: { default: county-water, areas: [{ enterprise: town-water, streetCodes: ['341823108'] }] }\n"
  }
]

/** The text of the step's file with the insertion. Throws when its anchor is missing, or stands there more than once. */
export function performed (text: string, { file, after, insert }: Step): string {
  const [before, behind, ...more] = text.split(after)
  if (behind === undefined) throw new Error(`${file}: the anchor is not there: ${after}`)
  if (more.length > 0) throw new Error(`${file}: the anchor stands there more than once: ${after}`)
  return before + after + insert + behind
}
