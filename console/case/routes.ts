/** One application, and how it is found: for everybody who works with applications. */
import type { RouteRecordRaw } from 'vue-router'

const ROLES = ['clerk', 'specialist', 'supervisor', 'operator'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/cases/:jointNumber',
    name: 'case',
    meta: { title: '办件', roles: ROLES },
    component: () => import('./CaseScreen.vue')
  },
  {
    path: '/cases/:jointNumber/form',
    name: 'paper',
    meta: { title: '打印申请表', roles: ROLES },
    component: () => import('./PrintForm.vue')
  },
  {
    path: '/cases/:jointNumber/receipt',
    name: 'receipt',
    meta: { title: '打印受理回执', roles: ROLES },
    component: () => import('./PrintReceipt.vue')
  },
  {
    path: '/search',
    name: 'search',
    meta: { title: '查找办件', roles: ROLES },
    component: () => import('./SearchScreen.vue')
  }
]
