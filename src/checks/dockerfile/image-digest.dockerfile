# pass: a digest, a stage, scratch; an image without a version has a worse fault
FROM alpine:3.22@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS base
FROM base
FROM scratch
FROM alpine
# fail: a tag
# -> alpine:3.22
FROM alpine:3.22
# fail: a tag whose digest a lock file knows
# lock-file: {"dockerfiles": {"Dockerfile": [{"name": "nginx", "tag": "1.29", "digest": "4c2a1f0b7a3d5e6f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7"}]}}
# -> nginx:1.29
FROM nginx:1.29
