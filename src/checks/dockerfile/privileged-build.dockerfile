# pass: within it
FROM alpine:3.22
RUN --network=none make
RUN --security=sandbox make
# fail: without it
FROM alpine:3.22
# -> --security=insecure
RUN --security=insecure mount -t tmpfs none /x
# -> --network=host
RUN --network=host make
