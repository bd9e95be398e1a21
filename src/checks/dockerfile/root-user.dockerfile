# pass: root only for the installation
FROM alpine:3.22
USER root
RUN apk add --no-cache curl
USER 10001:10001
# pass: a variable that the build sets
FROM alpine:3.22
ARG APP_USER
USER $APP_USER
# pass: root in a stage that is left behind
FROM golang:1.25 AS build
USER 0
FROM alpine:3.22
USER app
# fail: by name, after another
FROM alpine:3.22
USER app
# -> root
USER root
# fail: by number with a group, through a variable
FROM alpine:3.22
ARG ID=0
# -> ${ID}:1000
USER ${ID}:1000
# fail: taken over from the stage below
FROM alpine:3.22 AS base
# -> "root"
USER "root"
FROM base
CMD ["/app"]
