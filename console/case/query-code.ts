/** The query code of an application as the hub hands it out, with the address where it is good. */
export interface ShownCode { queryCode: string, progressPage?: string | undefined }

/** Nothing of an answer that does not carry one. */
export function codeIn (
  { queryCode, progressPage }: { queryCode?: string | undefined, progressPage?: string | undefined }
): ShownCode | undefined {
  return queryCode === undefined ? undefined : { queryCode, progressPage }
}
