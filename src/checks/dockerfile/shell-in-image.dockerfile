# pass: images without one
FROM golang:1.25 AS build
FROM gcr.io/distroless/static-debian12
# pass: it is removed as the last step
FROM alpine:3.22
RUN rm -rf /bin/*
# pass: nothing is known about the image
FROM registry.example/base:1
# fail: the usual one
FROM golang:1.25 AS build
# -> alpine:3.22
FROM alpine:3.22
