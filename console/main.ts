/** The console: a client of the contract, for those who work with the hub at windows and desks. */
import { createApp } from 'vue'
import 'element-plus/dist/index.css'
import './theme.css'
import { router } from './shell/router.ts'
import Shell from './shell/Shell.vue'

// What the router remembers of places is for one page alone.
sessionStorage.clear()

createApp(Shell).use(router).mount('#app')
