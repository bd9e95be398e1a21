# pass: none, a mount, removed, left behind
FROM alpine:3.22 AS build
RUN apk add gcc
FROM alpine:3.22
RUN apk --no-cache add curl && apk add --no-cache jq
RUN --mount=type=cache,target=/var/cache/apk apk add less
RUN apk add --update git && rm -rf /var/cache/apk/*
# fail: kept
FROM alpine:3.22
# -> apk add
RUN apk add --update curl
