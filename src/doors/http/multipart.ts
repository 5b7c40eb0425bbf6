/**
 * The parts of a form with files (RFC 7578). It is taken apart when all of it is there, in a few steps that its size
 * alone decides: a parser of streams sets up what it needs for each of the hundred thousand parts that fit into a file.
 */

export interface Part {
  name: string
  /** Missing where it is no file. */
  filename?: string
  content: Buffer
}

/** RFC 2046 §5.1.1. */
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i

const LINE_END = '\r\n'
const HEAD_END = '\r\n\r\n'

/** Of a part; what a browser writes there is far shorter. */
const HEAD_BYTES = 4_096

/** Undefined where it is no such form, or one of more parts. */
export function partsOf (form: Buffer, contentType: string, most: number): Part[] | undefined {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return undefined
  const delimiter = Buffer.from(`${LINE_END}--${boundary}`, 'latin1')
  const parts: Part[] = []
  // The first may stand at the very beginning, with no line before it.
  const opens = form.subarray(0, delimiter.length - LINE_END.length).equals(delimiter.subarray(LINE_END.length))
  let at = opens ? -LINE_END.length : form.indexOf(delimiter)
  if (!opens && at === -1) return undefined
  for (;;) {
    const start = at + delimiter.length
    if (form.toString('latin1', start, start + 2) === '--') return parts
    const end = form.indexOf(delimiter, start)
    const part = end === -1 || parts.length === most ? undefined : partOf(form.subarray(start, end))
    if (!part) return undefined
    parts.push(part)
    at = end
  }
}

/** From the end of its delimiter to the beginning of the next. */
function partOf (bytes: Buffer): Part | undefined {
  const headEnd = bytes.subarray(0, HEAD_BYTES).indexOf(HEAD_END)
  if (headEnd === -1) return undefined
  const lines = bytes.toString('utf8', 0, headEnd).split(LINE_END)
  const disposition = lines.find(line => /^content-disposition\s*:\s*form-data\s*;/i.test(line))
  const { name, filename } = parametersOf(disposition ?? '')
  if (name === undefined) return undefined
  return { name, ...filename !== undefined && { filename }, content: bytes.subarray(headEnd + HEAD_END.length) }
}

function parametersOf (header: string): { name?: string, filename?: string } {
  const found = [...header.matchAll(/;\s*(name|filename)=(?:"([^"]*)"|([^\s;"]+))/gi)]
  return Object.fromEntries(found.map(([, name, quoted, plain]) => [name!.toLowerCase(), quoted ?? plain!]))
}
