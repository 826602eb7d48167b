# The app: server, shared code and the built pages. LiveKit, PostgreSQL and the proxy are
# containers of their own (docker-compose.yml).
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /accord
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node --input-type=module -e "import { buildClient } from './scripts/client-build.mjs'; await buildClient(process.execPath)" \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=127.0.0.1 PORT=4000 DATA_DIR=/data
WORKDIR /accord
COPY --from=build /accord/package.json ./
COPY --from=build /accord/node_modules ./node_modules
COPY --from=build /accord/dist ./dist
COPY --from=build /accord/server ./server
COPY --from=build /accord/shared ./shared
COPY --from=build /accord/scripts ./scripts
RUN mkdir /data /config && chown node:node /data /config
USER node
VOLUME ["/data"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "server/main.ts"]
