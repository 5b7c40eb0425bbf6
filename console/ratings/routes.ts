/** What applicants think of how they were served, and what follows from it: for those who are rated, and who watch. */
import type { RouteRecordRaw } from 'vue-router'

const EVERYBODY = ['clerk', 'specialist', 'supervisor', 'operator'] as const
const WATCHING = ['supervisor', 'operator'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/rectifications',
    name: 'rectifications',
    meta: { title: '差评整改', roles: EVERYBODY, isInMenu: true },
    component: () => import('./RectificationsScreen.vue')
  },
  {
    path: '/rectifications/:id',
    name: 'rectification',
    meta: { title: '一件差评整改', roles: EVERYBODY },
    component: () => import('./RectificationScreen.vue')
  },
  {
    path: '/ratings',
    name: 'ratings',
    meta: { title: '服务评价', roles: WATCHING, isInMenu: true },
    component: () => import('./RatingsScreen.vue')
  }
]
