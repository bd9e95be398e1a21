# pass: what can be
FROM alpine:3.22
ONBUILD COPY . /app
ONBUILD RUN make
# fail: what cannot
FROM alpine:3.22
# -> FROM
ONBUILD FROM alpine:3.22
