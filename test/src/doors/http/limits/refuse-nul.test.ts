/** PostgreSQL takes NUL in no text: what has one is refused, wherever it stands, and is no fault of the hub. */
import { t as root, test } from 'tap'
import { newAjv, readDocument, type Json } from '../../../../../openapi/document.ts'
import { formFormats } from '../../../../../src/ground/form/formats.ts'
import { problem } from '../../../../kit/answers.ts'
import { startIntake } from '../../../../kit/intake-hub.ts'
import { operations } from '../../../../kit/operations.ts'

const contract = readDocument(new URL('../../../../../openapi/hub.yaml', import.meta.url))
const { call } = await startIntake(root)

function follow (node: Json): Json {
  return node['$ref'] ? node['$ref'].slice(2).split('/').reduce((at: Json, key: string) => at[key], contract) : node
}

test('in an address', async t => {
  for (const { id, method, template, path } of operations) {
    const { parameters: shared = [], [method.toLowerCase()]: operation } = contract['paths'][template]
    const parameters: Json[] = [...shared, ...operation.parameters ?? []].map(follow)
    for (const { in: where, name } of parameters) {
      if (where === 'header') continue
      const asked = where === 'path' ? path({ [name]: 'a\0b' }) : `${path()}?${name}=a%00b`
      await problem(t, await call(asked, { method }), 'malformed-request')
      t.pass(`${id}: ${name}`)
    }
  }
})

/** Every text of a schema, with its place. */
function textsOf (node: Json, place: string, above: Json[] = []): Array<[place: string, schema: Json]> {
  const schema = follow(node)
  if (above.includes(schema)) return []
  const inner = (part: Json, at = place): Array<[string, Json]> => textsOf(part, at, [...above, schema])
  return [
    ...schema['type'] === 'string' ? [[place, schema] as [string, Json]] : [],
    ...Object.entries<Json>(schema['properties'] ?? {}).flatMap(([name, part]) => inner(part, `${place}/${name}`)),
    ...['allOf', 'oneOf', 'anyOf'].flatMap(key => (schema[key] ?? []).flatMap((part: Json) => inner(part))),
    ...schema['items'] ? inner(schema['items'], `${place}/*`) : [],
    ...typeof schema['additionalProperties'] === 'object' ? inner(schema['additionalProperties'], `${place}/*`) : []
  ]
}

test('in a text of a body', t => {
  const ajv = newAjv({ formats: formFormats(() => new Date(), () => true) })
  let texts = 0
  for (const { id, method, template } of operations) {
    const { requestBody } = contract['paths'][template][method.toLowerCase()]
    const schema = requestBody && follow(requestBody)['content']['application/json']?.schema
    for (const [place, text] of schema ? textsOf(schema, id) : []) {
      const { enum: values, const: value, pattern, format, minLength = 0 } = text
      if (values || value !== undefined) continue
      texts++
      const check = ajv.compile({ type: 'string', ...pattern && { pattern }, ...format && { format } })
      const whole = 'a'.repeat(Math.max(2, minLength))
      t.notOk([`\0${whole}`, `a\0${whole}`, `${whole}\0`].some(given => check(given)), place)
    }
  }
  t.ok(texts > 20)
  t.end()
})
