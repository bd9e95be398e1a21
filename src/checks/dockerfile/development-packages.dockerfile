# pass: left out, each way, or in a stage that is left behind
FROM node:22 AS build
RUN npm ci && npm run build
FROM node:22
RUN npm ci --omit=dev
# pass: removed later
FROM node:22
RUN npm ci && npm run build && npm prune --omit=dev
# pass: by the environment
FROM node:22
ENV NODE_ENV=production
RUN npm ci
# fail: all of them
FROM node:22
# -> npm ci
RUN npm ci
