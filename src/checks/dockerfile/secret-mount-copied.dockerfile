# pass: it is read in place
FROM alpine:3.22
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
RUN --mount=type=secret,id=token curl -H "Authorization: $(cat /run/secrets/token)" https://api.example
# fail: copied, and written with cat
FROM alpine:3.22
# -> /run/secrets/npmrc
RUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc && npm ci
# -> /run/secrets/env
RUN --mount=type=secret,id=env cat /run/secrets/env > /app/.env
