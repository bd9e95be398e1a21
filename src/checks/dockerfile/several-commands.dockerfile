# pass: one for each stage
FROM alpine:3.22 AS one
CMD ["/app"]
FROM alpine:3.22
CMD ["/app"]
# fail: two in one stage
FROM alpine:3.22
# -> CMD
CMD ["/app"]
CMD ["/app"]
