/** How far reports count that would otherwise read whole tables: this number stands for as many or more. */
export const COUNTED = 1000
