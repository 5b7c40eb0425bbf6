/** The screens of operators. */
import type { RouteRecordRaw } from 'vue-router'

const OPERATORS = ['operator'] as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/operation',
    name: 'operation',
    meta: { title: '运行总览', roles: OPERATORS, isInMenu: true },
    component: () => import('./OverviewScreen.vue')
  },
  {
    path: '/operation/orders',
    name: 'undeliverable',
    meta: { title: '需人工', roles: OPERATORS, isInMenu: true },
    component: () => import('./UndeliverableScreen.vue')
  },
  {
    path: '/operation/orders/:orderId',
    name: 'undeliverable-order',
    meta: { title: '需人工处理的单项业务', roles: OPERATORS },
    component: () => import('./UndeliverableOrderScreen.vue')
  },
  {
    path: '/operation/moved-orders',
    name: 'moved-orders',
    meta: { title: '移到工作台的单项业务', roles: OPERATORS },
    component: () => import('./MovedOrdersScreen.vue')
  },
  {
    path: '/operation/filings',
    name: 'filings',
    meta: { title: '行政审批', roles: OPERATORS, isInMenu: true },
    component: () => import('./FilingsScreen.vue')
  },
  {
    path: '/operation/callbacks',
    name: 'callbacks',
    meta: { title: '来报', roles: OPERATORS, isInMenu: true },
    component: () => import('./CallbacksScreen.vue')
  },
  {
    path: '/operation/callbacks/:callbackId',
    name: 'callback',
    meta: { title: '企业来报', roles: OPERATORS },
    component: () => import('./CallbackScreen.vue')
  },
  {
    path: '/operation/webhooks',
    name: 'webhooks',
    meta: { title: '推送', roles: OPERATORS, isInMenu: true },
    component: () => import('./WebhooksScreen.vue')
  },
  {
    path: '/operation/webhooks/:deliveryId',
    name: 'webhook',
    meta: { title: '一条推送', roles: OPERATORS },
    component: () => import('./WebhookScreen.vue')
  },
  {
    path: '/operation/keys',
    name: 'keys',
    meta: { title: '密钥与清除', roles: OPERATORS, isInMenu: true },
    component: () => import('./KeysScreen.vue')
  },
  {
    path: '/operation/calendar',
    name: 'calendar',
    meta: { title: '工作日历', roles: OPERATORS, isInMenu: true },
    component: () => import('./CalendarScreen.vue')
  },
  {
    path: '/operation/disclosures/:jointNumber',
    name: 'disclose',
    meta: { title: '查看个人信息', roles: OPERATORS },
    component: () => import('./DiscloseScreen.vue')
  }
]
