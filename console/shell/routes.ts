/** The screens, by who sees them. The first one that somebody may see is theirs. */
import type { RouteRecordRaw } from 'vue-router'
import { routes as accounts } from '../accounts/routes.ts'
import { routes as audit } from '../audit/routes.ts'
import { routes as cases } from '../case/routes.ts'
import { routes as desk } from '../desk/routes.ts'
import { routes as operation } from '../operation/routes.ts'
import { routes as ratings } from '../ratings/routes.ts'
import { routes as supervision } from '../supervision/routes.ts'
import { routes as window } from '../window/routes.ts'
import type { Role } from '../session/session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** What the screen is called: in the menu, and in the title of the page. */
    title: string
    /** Who sees it; everybody who has signed in where it is missing. */
    roles?: readonly Role[]
    /** Whether it stands in the menu. */
    isInMenu?: boolean
    /** Seen by who has not signed in. */
    isPublic?: boolean
  }
}

export const screens: readonly RouteRecordRaw[] = [
  ...window, ...desk, ...operation, ...supervision, ...ratings, ...accounts, ...audit, ...cases,
  {
    path: '/account',
    name: 'own-account',
    meta: { title: '我的账号' },
    component: () => import('../session/OwnAccount.vue')
  },
  {
    path: '/sign-in',
    name: 'sign-in',
    meta: { title: '登录', isPublic: true },
    component: () => import('../session/SignIn.vue')
  }
]
