# pass: names, numbers, images
FROM alpine:3.22 AS build
FROM alpine:3.22
COPY --from=build /a /a
COPY --from=0 /b /b
COPY --from=nginx:1.29 /c /c
ARG X
COPY --from=$X /d /d
# fail: a typing error, a number, a stage that comes later
FROM alpine:3.22 AS builder
FROM alpine:3.22 AS second
# -> bulder
COPY --from=bulder /a /a
# -> 7
COPY --from=7 /b /b
# -> last
COPY --from=last /c /c
FROM alpine:3.22 AS last
