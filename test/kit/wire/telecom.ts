/** 中国电信 on the wire: a ContractRoot in GBK (interface document, Transport). */
import { readNativeContract } from '../../../openapi/document.ts'
import { gbk, leaf, misplaced, readContractRoot, type Json } from '../../../simulators/telecom-envelope.ts'
import { bytesOf, changedBytes, demand, demandSame, readPlainly, type Wire } from './wire.ts'

const contract = readNativeContract('telecom')

/** What stands in a message; its elements as their names are in the document's sequence. */
function contentOf (message: Buffer): Json {
  const root = readContractRoot(message)
  if (typeof root === 'string') throw new Error(root)
  return root
}

function inSequence (schema: string, value: unknown): void {
  demandSame(misplaced(contract, { $ref: `#/components/schemas/${schema}` }, value), undefined)
}

function leaves (texts: Record<string, string> = {}): string {
  return Object.entries(texts).map(([name, text]) => text === '' ? `<${name}/>` : leaf(name, text)).join('')
}

export const wire: Wire = {
  read (request) {
    demandSame(request.headers['content-type'], 'text/xml;charset=GBK')
    demand(request.body.toString('latin1').startsWith('<?xml version="1.0" encoding="GBK"?><ContractRoot>'), 'declaration')
    const { TcpCont: head, SvcCont: body } = contentOf(request.body)
    inSequence('RequestHead', head)
    if (body.CUSTOMER_ORDER) inSequence('Order', body.CUSTOMER_ORDER)
    return { ...readPlainly(request), head, body }
  },

  /** The body is SvcCont, its leaves. `as`: RspType, RspCode, RspDesc, and what is odd in the head. */
  write ({ status = 200, headers, body, text, as = {}, changed = {} }, request) {
    const { ActionCode = '1', TransactionID = contentOf(request.body)['TcpCont'].TransactionID, RspCode = '0000', RspType = RspCode === '0000' ? '0' : '9', RspDesc = '' } = as
    const message = gbk(`<TcpCont>${leaf('ActionCode', ActionCode)}${leaf('TransactionID', TransactionID)}<RspTime>20260105093016</RspTime>` +
      `<Response>${leaf('RspType', RspType)}${leaf('RspCode', RspCode)}<RspDesc><![CDATA[${RspDesc}]]></RspDesc></Response></TcpCont>` +
      `<SvcCont>${leaves(body)}</SvcCont>`)
    return { status, headers: { 'content-type': 'text/xml;charset=GBK', ...headers }, body: text === undefined ? changedBytes(message, changed) : bytesOf(text) }
  },

  /** The body is the ORDER_STATUS, its leaves. `as`: members of the head. */
  tell ({ as, path = '', text, body }, { settings: { callback } }) {
    const head = {
      ActionCode: '0',
      TransactionID: '6003050001202601050000000007',
      ServiceLevel: '1',
      SrcOrgID: '600305',
      SrcSysID: '6003050001',
      SrcSysSign: callback.srcSysSign,
      DstOrgID: '341823',
      DstSysID: '3418230001',
      BusCode: 'BUS35011',
      ServiceCode: 'SVC80010',
      ServiceContractVer: 'SVC8001020260101',
      ReqTime: '20260105093015',
      ...as
    }
    const message = gbk(`<TcpCont>${leaves(head)}</TcpCont><SvcCont><ORDER_STATUS>${leaves(body)}</ORDER_STATUS></SvcCont>`)
    return { method: 'POST', url: path, query: {}, headers: { 'content-type': 'text/xml;charset=GBK' }, body: text === undefined ? message : bytesOf(text) }
  },

  readAnswer: ({ body }) => contentOf(Buffer.from(body))['TcpCont']
}
