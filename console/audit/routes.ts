/** The screens of the auditor. */
import type { RouteRecordRaw } from 'vue-router'

const ROLES = ['auditor'] as const

export const routes: RouteRecordRaw[] = [
  { path: '/audit', redirect: '/audit/acts', meta: { title: '操作记录', roles: ROLES } },
  {
    path: '/audit/acts',
    name: 'acts',
    meta: { title: '操作记录', roles: ROLES, isInMenu: true },
    component: () => import('./ActsScreen.vue')
  },
  {
    path: '/audit/disclosures',
    name: 'disclosures',
    meta: { title: '调阅记录', roles: ROLES, isInMenu: true },
    component: () => import('./DisclosuresScreen.vue')
  },
  {
    path: '/audit/sign-ins',
    name: 'sign-ins',
    meta: { title: '登录记录', roles: ROLES, isInMenu: true },
    component: () => import('./SignInsScreen.vue')
  }
]
