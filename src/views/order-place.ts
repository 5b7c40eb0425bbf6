/**
 * SQL: the place of an order in lists: by application, and within it as the application has its orders, of which there
 * are fewer than a hundred.
 */
export const ORDER_PLACE = 'serial * 100 + position'
