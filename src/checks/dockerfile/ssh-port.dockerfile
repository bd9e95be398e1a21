# pass: others
FROM alpine:3.22
EXPOSE 8080 2222 22/udp
# fail: among others, and through a variable
FROM alpine:3.22
ARG PORT=22
# -> 22/tcp
EXPOSE 80 22/tcp
# -> $PORT
EXPOSE $PORT
