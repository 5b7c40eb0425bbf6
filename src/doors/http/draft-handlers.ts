/** Answers the operations by which a person keeps forms that are not submitted yet. */
import type { FastifyRequest } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { beginDraft, dropDraft, goOnWithDraft } from '../../cases/keep-draft.ts'
import type { Hub } from '../../hub.ts'
import type { DraftOf } from '../../records/drafts/drafts.ts'
import { listDrafts, presentDraft, readDraft } from '../../views/drafts.ts'
import { sessionOf } from './access/session-guard.ts'

type DraftOperations = 'createDraft' | 'listDrafts' | 'readDraft' | 'changeDraft' | 'deleteDraft'

export function draftHandlers (hub: Hub): Handlers<Pick<operations, DraftOperations>> {
  return {
    async createDraft (request, reply) {
      const draft = await beginDraft(hub, sessionOf(request).personId, request.body.form)
      reply.code(201).header('location', `/v1/drafts/${draft.id}`)
      return presentDraft(hub, draft)
    },
    listDrafts: request => listDrafts(hub, sessionOf(request).personId),
    readDraft: request => readDraft(hub, askedFor(request)),
    changeDraft: async request => presentDraft(hub, await goOnWithDraft(hub, askedFor(request), request.body)),
    async deleteDraft (request, reply) {
      await dropDraft(hub, askedFor(request))
      reply.code(204)
      return undefined
    }
  }
}

function askedFor (request: FastifyRequest<any> & { params: { draftId: string } }): DraftOf {
  return { personId: sessionOf(request).personId, id: request.params.draftId }
}
