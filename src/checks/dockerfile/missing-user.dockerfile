# pass: a user, one from the stage below, an image that brings one, files for export, and a base that the build decides
FROM alpine:3.22 AS base
USER 10001
FROM base
CMD ["/app"]
# pass: an image that brings its user
FROM gcr.io/distroless/static-debian12:nonroot
ENTRYPOINT ["/app"]
# pass: a stage that is only exported
FROM scratch
COPY dist/ /
# pass: the build decides about the base
ARG BASE
FROM $BASE
CMD ["/app"]
# fail: none in the final stage, although the build stage has one
FROM golang:1.25 AS build
USER 1000
RUN go build -o /app
# -> alpine:3.22
FROM alpine:3.22
COPY --from=build /app /app
CMD ["/app"]
# fail: nor with scratch
# -> scratch
FROM scratch
COPY app /app
ENTRYPOINT ["/app"]
