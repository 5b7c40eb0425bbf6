/** The screens of an enterprise's specialists. */
import type { RouteRecordRaw } from 'vue-router'

const ROLES = ['specialist'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/desk',
    name: 'desk',
    meta: { title: '待我处理', roles: ROLES, isInMenu: true },
    component: () => import('./DeskScreen.vue')
  },
  {
    path: '/desk/:reference',
    name: 'desk-order',
    meta: { title: '办理', roles: ROLES },
    component: () => import('./OrderScreen.vue')
  }
]
