/** The screens of window clerks. */
import type { RouteRecordRaw } from 'vue-router'

const ROLES = ['clerk'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/window',
    name: 'window',
    meta: { title: '窗口', roles: ROLES, isInMenu: true },
    component: () => import('./HomeScreen.vue')
  },
  {
    path: '/window/new',
    name: 'new-application',
    meta: { title: '受理新申请', roles: ROLES, isInMenu: true },
    component: () => import('./NewApplication.vue')
  },
  {
    path: '/window/blank',
    name: 'blank-form',
    meta: { title: '空白申请表', roles: ROLES },
    component: () => import('./PrintBlank.vue')
  }
]
