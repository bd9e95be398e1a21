# pass: each that follows it
FROM node:22
RUN npm ci && yarn install --immutable && pnpm install --frozen-lockfile && yarn build && npm install -g pm2@6.0.8
# fail: each that does not
FROM node:22
# -> npm install
RUN npm install
# -> yarn install
RUN yarn install
