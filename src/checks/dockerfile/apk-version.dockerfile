# pass: versions, ranges, virtual packages
FROM alpine:3.22
RUN apk add --no-cache curl=8.14.1-r1 "jq~=1.8" --virtual .build
# fail: none
FROM alpine:3.22
# -> curl
RUN apk add --no-cache curl
