/**
 * What a page that the hub serves may do at the most: it has its parts from the hub itself, over whatever it came (a
 * policy that asks for TLS where there is none would leave it without any), asks nobody else, and stands in no frame.
 */
export const PAGES_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'"
}
