/** Leads to the screens: to sign in first, and to none that one's role does not see. */
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { hasRole, isSignedIn, readSession, session } from '../session/session.ts'
import { screens } from './routes.ts'

const NOWHERE = {
  path: '/:rest(.*)*',
  name: 'nowhere',
  meta: { title: '没有这一页' },
  component: () => import('./Nowhere.vue')
}

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    // Which screen is the first is known once the hub has said who is signed in: not a redirect, which comes before.
    { path: '/', name: 'begin', meta: { title: '首页' }, beforeEnter: () => firstScreen(), component: NOWHERE.component },
    ...screens,
    NOWHERE
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 }
})

/** A list is come back to with the filters it had. */
router.beforeEach(async to => {
  if (session.value === undefined) await readSession()
  if (isSignedIn.value) {
    if (to.name === 'sign-in') return { path: '/' }
    return maySee(to) ? true : { name: 'nowhere', params: { rest: to.path.slice(1).split('/') } }
  }
  return to.meta.isPublic ? true : { name: 'sign-in', query: to.path === '/' ? {} : { to: to.fullPath } }
})

router.afterEach(({ meta }) => { document.title = `${meta.title} · 联办` })

function maySee ({ meta: { roles } }: Pick<RouteLocationNormalized, 'meta'>): boolean {
  return roles === undefined || hasRole(roles)
}

export function menu (): typeof screens {
  return screens.filter(({ meta }) => meta?.isInMenu && maySee({ meta }))
}

function firstScreen (): { path: string } {
  return { path: menu()[0]?.path ?? '/account' }
}
