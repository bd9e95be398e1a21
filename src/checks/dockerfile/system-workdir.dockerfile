# pass: its own
FROM alpine:3.22
WORKDIR /app
WORKDIR /home/dev
WORKDIR /usr/src/app
# fail: of the system
FROM alpine:3.22
# -> /proc/self/fd/8
WORKDIR /proc/self/fd/8
