# pass: everything is left out first
# ignore-file: *
FROM alpine:3.22
COPY . /app
# pass: there is none, which is another matter
# ignore-file: missing
FROM alpine:3.22
COPY . /app
# fail: something else is named
# ignore-file: node_modules
FROM alpine:3.22
# -> .
COPY . /app
