/** The key pair of the sandbox client `lianban` at 安广网络: an example without value, for demo and tests. */
export const sandboxPrivateJwk = {
  kty: 'EC',
  crv: 'P-256',
  x: '75VlIDUFzcwgNp7ujpojtlawvhj6JP7XeVvb2LF9o2I',
  y: 'SlrRTfmfWO0b73GpVJcFGp8e1FwtQdvxbem1zvmyN7A',
  d: 'hulatOCLVKZFHqwI4dP3uxv2TEFO9XEc10WohEEAlEk',
  kid: 'lianban-sandbox'
} as const

const { d: _secret, ...publicPart } = sandboxPrivateJwk

/** What is handed over at onboarding. */
export const sandboxPublicJwk = publicPart
