# pass: a version, a digest, a stage, scratch, a port that is no tag with a version, a variable with a version, one without a value
ARG VERSION=3.22
FROM alpine:${VERSION} AS base
FROM nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
FROM base AS next
FROM registry.example:5000/web:2.1
ARG TAG
FROM scratch
COPY --from=base /x /x
COPY --from=alpine:3.22 /x /y
# pass: the build decides
ARG TAG
FROM alpine:$TAG
# fail: none, latest, and a port that is no tag
# -> ubuntu
FROM ubuntu AS one
# -> ubuntu:latest
FROM ubuntu:latest AS two
# -> registry.example:5000/web
FROM --platform=$BUILDPLATFORM registry.example:5000/web AS build
# fail: a variable, and an image that only a file is copied from
ARG TAG=latest
# -> alpine:${TAG:-3.22}
FROM alpine:${TAG:-3.22}
# -> ghcr.io/astral-sh/uv:latest
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/
