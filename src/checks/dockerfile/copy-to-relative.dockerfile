# pass: absolute, after WORKDIR, inherited, unknown
FROM alpine:3.22 AS base
WORKDIR /app
FROM base
COPY a .
COPY b /b
ARG D
COPY c $D
# fail: without
FROM ubuntu:24.04
# -> .
COPY app.go .
