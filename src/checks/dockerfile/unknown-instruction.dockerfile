# pass: every one, in any case
FROM alpine:3.22
add a /a
Volume /x
STOPSIGNAL SIGTERM
# fail: a typing error
FROM alpine:3.22
# -> USSER
USSER app
