# pass: another one
FROM alpine:3.22 AS build
FROM alpine:3.22 AS run
COPY --from=build /a /a
# fail: by name, and by number
FROM alpine:3.22 AS run
# -> run
COPY --from=run /a /a
# -> 0
COPY --from=0 /b /b
