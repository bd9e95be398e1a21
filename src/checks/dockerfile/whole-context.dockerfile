# pass: there is one
# ignore-file: .git
FROM alpine:3.22
COPY . /app
# pass: nobody knows
FROM alpine:3.22
COPY . /app
# pass: by name, and from a stage
# ignore-file: missing
FROM alpine:3.22
COPY src /app
COPY --from=build . /x
# fail: there is none
# ignore-file: missing
FROM alpine:3.22
# -> .
COPY . /app
# -> ./
ADD ./ /app
