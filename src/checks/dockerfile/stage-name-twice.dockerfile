# pass: different names
FROM alpine:3.22 AS one
FROM alpine:3.22 AS two
# fail: the same, whatever the case
FROM alpine:3.22 AS build
# -> Build
FROM alpine:3.22 AS Build
