/** JSON pointers (RFC 6901) of the hub's errors, and the fields of a screen that they name. */

/** The id of the field at a pointer, to which the summary of errors leads. */
export function fieldId (pointer: string): string {
  return `field${pointer.replaceAll('/', '-')}`
}

/** Whether an error at `found` is told at the field `pointer`: of the field itself, or of what only it has inside. */
export function isAt (found: string, pointer: string): boolean {
  return found === pointer || found.startsWith(`${pointer}/`)
}
