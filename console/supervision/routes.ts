/** The screens of supervisors. */
import type { RouteRecordRaw } from 'vue-router'

const SUPERVISORS = ['supervisor'] as const
const BOTH = ['supervisor', 'operator'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/supervision',
    name: 'supervision',
    meta: { title: '时限监管', roles: SUPERVISORS, isInMenu: true },
    component: () => import('./ClocksScreen.vue')
  },
  {
    path: '/supervision/clocks/:id',
    name: 'clock',
    meta: { title: '计时明细', roles: BOTH },
    component: () => import('./ClockScreen.vue')
  },
  {
    path: '/supervision/figures',
    name: 'figures',
    meta: { title: '考核数据', roles: BOTH, isInMenu: true },
    component: () => import('./FiguresScreen.vue')
  },
  {
    path: '/supervision/cases',
    name: 'supervised-cases',
    meta: { title: '办件', roles: BOTH, isInMenu: true },
    component: () => import('./CasesScreen.vue')
  },
  {
    path: '/supervision/cases/:jointNumber',
    name: 'supervised-case',
    meta: { title: '办件全程', roles: BOTH },
    component: () => import('./CaseScreen.vue')
  }
]
