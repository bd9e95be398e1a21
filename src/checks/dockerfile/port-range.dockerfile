# pass: ports, ranges, variables
FROM alpine:3.22
ARG PORT
EXPOSE 8080 9000-9010/tcp 53/udp $PORT
# fail: too high
FROM alpine:3.22
# -> 80800
EXPOSE 443 80800
