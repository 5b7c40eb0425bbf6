/** The county that the hub serves: a part of the settings, without which no application can be taken. */
import { z } from 'zod'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'

const division = z.string().regex(/^[1-9]\d{5}$/, '应为六位行政区划代码')

export const county = z.strictObject({
  /** For people. */
  name: z.string().min(1),
  /** Its division (GB/T 2260). */
  code: division,
  /** The division of its city. */
  cityCode: division,
  /** The division of its province. */
  provinceCode: division,
  /** What joint numbers begin with. */
  prefix: z.string().regex(/^[A-Z]{2,8}$/, '应为 2 至 8 位大写字母'),
  /** The codes that the carriers use for the place. */
  carrierRegions: z.strictObject({
    /** 本地网编码 of 中国电信. */
    lanId: z.string().regex(/^\d{7}$/, '应为 7 位本地网编码'),
    /** 地市编码 of 中国联通, the area code. */
    eparchyCode: z.string().regex(/^\d{3,4}$/, '应为 3 至 4 位地市编码')
  })
})

export type CountySettings = z.infer<typeof county>

/** Running numbers have six digits at least. */
export function jointNumber ({ prefix }: Pick<CountySettings, 'prefix'>, serial: number): string {
  return prefix + String(serial).padStart(6, '0')
}

/** A joint number as the form prints it; also of another county, whose hub this database may have been. */
export function printedNumber (jointNumber: string): string {
  return jointNumber.replace(/^[A-Z]+/, '($&)')
}

/** The parts of an address that lie outside the county. */
export function regionErrors (
  { code }: Pick<CountySettings, 'code'>, { basic: { address } }: { basic: Pick<ApplicationForm['basic'], 'address'> }
): FieldError[] {
  const outside = [
    ...address.regionCode === code ? [] : ['/basic/address/regionCode'],
    ...address.streetCode?.startsWith(code) === false ? ['/basic/address/streetCode'] : []
  ]
  return outside.map(pointer => fieldError(pointer, 'region-not-served'))
}
