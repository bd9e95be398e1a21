# pass: cleaned
FROM node:22
RUN yarn install --immutable && yarn cache clean
# fail: kept
FROM node:22
# -> yarn install
RUN yarn install --immutable
