# pass: the exec form, exec, and a stage that is left behind
FROM alpine:3.22 AS build
CMD make
FROM alpine:3.22
ENTRYPOINT exec /entry.sh
CMD ["/app"]
# fail: the shell form
FROM alpine:3.22
# -> node
CMD node server.js
