# pass: no secrets, and the name of a file
FROM alpine:3.22
ARG VERSION=1.2 TOKEN_FILE=/run/secrets/token
ARG PUBLIC_KEY
# fail: one to be given, one given
# -> NPM_TOKEN
ARG NPM_TOKEN
FROM alpine:3.22
# -> DB_PASSWORD=s3rv1ce-Passw0rd
ARG DB_PASSWORD=s3rv1ce-Passw0rd
