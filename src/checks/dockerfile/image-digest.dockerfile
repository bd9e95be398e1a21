# pass: a digest, a stage, scratch; an image without a version has a worse fault
FROM alpine:3.22@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS base
FROM base
FROM scratch
FROM alpine
# fail: a tag
# -> alpine:3.22
FROM alpine:3.22
