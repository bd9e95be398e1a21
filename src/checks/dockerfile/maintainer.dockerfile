# pass: the label
FROM alpine:3.22
LABEL org.opencontainers.image.authors="shop@example.com"
# fail: the old way
FROM alpine:3.22
# -> MAINTAINER
MAINTAINER shop@example.com
