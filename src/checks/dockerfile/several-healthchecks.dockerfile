# pass: one for each stage
FROM alpine:3.22 AS one
HEALTHCHECK CMD ["/ready"]
FROM alpine:3.22
HEALTHCHECK CMD ["/ready"]
# fail: two in one stage
FROM alpine:3.22
# -> HEALTHCHECK
HEALTHCHECK CMD ["/ready"]
HEALTHCHECK CMD ["/ready"]
