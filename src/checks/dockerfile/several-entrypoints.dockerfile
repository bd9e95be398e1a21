# pass: one for each stage
FROM alpine:3.22 AS one
ENTRYPOINT ["/app"]
FROM alpine:3.22
ENTRYPOINT ["/app"]
# fail: two in one stage
FROM alpine:3.22
# -> ENTRYPOINT
ENTRYPOINT ["/app"]
ENTRYPOINT ["/app"]
