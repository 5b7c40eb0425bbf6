/** The JSON of a message, changed as a test likes. */
export function changeJson (body: Buffer, change: (value: any) => void): Buffer {
  const value = JSON.parse(body.toString())
  change(value)
  return Buffer.from(JSON.stringify(value))
}
