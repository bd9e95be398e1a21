# pass: production, and a stage that is left behind
FROM node:22 AS build
ENV NODE_ENV=development
FROM node:22
ENV NODE_ENV=production
# fail: development
FROM node:22
# -> NODE_ENV=development
ENV PORT=80 NODE_ENV=development
