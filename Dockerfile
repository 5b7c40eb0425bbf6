# The hub and its console alone: no simulators, no demo, no tests, no development dependencies (Node itself is one of those; here the image brings it).
# A database is given by DATABASE_URL; the embedded one is left out with the other optional dependencies.

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# No dependency of the hub needs its install script; what would not be run is not trusted either.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

# What the console is built with is used here alone.
FROM node:24-slim AS console
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY openapi openapi
COPY console console
RUN node console/build.ts

FROM node:24-slim
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=console /app/console/dist console/dist
COPY package.json package-lock.json ./
COPY openapi openapi
COPY mappings mappings
COPY adapters adapters
COPY src src
# The site's settings file is mounted there. Everything else in the image belongs to root and is only read.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 LIANBAN_SETTINGS=/etc/lianban/settings.yaml NODE_COMPILE_CACHE=/tmp/lianban
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live', { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
