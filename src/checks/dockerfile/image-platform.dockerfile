# pass: none, and those of the build
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
FROM alpine:3.22
# fail: one for ever
# -> --platform=linux/amd64
FROM --platform=linux/amd64 alpine:3.22
