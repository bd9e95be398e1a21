# pass: the owner, the sticky bit, and a stage that is left behind
FROM alpine:3.22 AS build
RUN chmod 777 /src
FROM alpine:3.22
RUN chmod 755 /app && chmod u+x,go-w /x && chmod 1777 /tmp && mkdir -m 750 /d
COPY --chmod=0755 x /x
# fail: numbers and letters
FROM alpine:3.22
# -> 777
RUN chmod -R 777 /app
# -> a+rwx
RUN chmod a+rwx /app
# -> --chmod=0666
COPY --chmod=0666 x /x
