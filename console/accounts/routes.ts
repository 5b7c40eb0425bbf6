/** The screens of the account administrator. */
import type { RouteRecordRaw } from 'vue-router'

const ROLES = ['administrator'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/accounts',
    name: 'accounts',
    meta: { title: '账号', roles: ROLES, isInMenu: true },
    component: () => import('./AccountsScreen.vue')
  },
  {
    path: '/accounts/new',
    name: 'new-account',
    meta: { title: '新增账号', roles: ROLES },
    component: () => import('./NewAccountScreen.vue')
  },
  {
    path: '/accounts/:login',
    name: 'account',
    meta: { title: '账号', roles: ROLES },
    component: () => import('./AccountScreen.vue')
  }
]
