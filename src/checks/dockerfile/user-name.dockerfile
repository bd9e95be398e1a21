# pass: a number, also through a variable
FROM alpine:3.22
ARG ID=10001
USER $ID:$ID
# fail: a name
FROM alpine:3.22
RUN adduser -S app
# -> app
USER app
