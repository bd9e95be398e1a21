# pass: one, none on purpose, inherited, and an image that starts nothing
FROM alpine:3.22 AS base
HEALTHCHECK --interval=5s CMD wget -qO- http://localhost:8080/ready
FROM base
CMD ["/app"]
# pass: nothing to ask
FROM alpine:3.22
COPY x /x
# fail: none
# -> FROM
FROM alpine:3.22
CMD ["/app"]
