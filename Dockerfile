# One image for web and worker: the sources run as they are (docs/decisions/003-run-the-sources.md).
FROM node:22.20.0-bookworm-slim

ENV NODE_ENV=production
WORKDIR /srv/boai-flow

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

COPY . .
# Built here, so that a start needs neither time nor a writable directory.
RUN npm run build && node --import tsx -e "require('./worker/bundle').workflowBundle().catch((error) => { console.error(error); process.exit(1); })"

USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "web/main.ts"]
