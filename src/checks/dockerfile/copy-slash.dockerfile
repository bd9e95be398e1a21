# pass: with a slash, the current folder, one file, a variable
FROM alpine:3.22
ARG D
COPY a b /app/
COPY a b .
COPY a /app
COPY a b $D
# fail: without
FROM alpine:3.22
# -> /app
COPY a b /app
