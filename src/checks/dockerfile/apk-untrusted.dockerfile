# pass: with keys
FROM alpine:3.22
COPY shop.rsa.pub /etc/apk/keys/
RUN apk add --no-cache --repository https://apk.example/ x
# fail: without
FROM alpine:3.22
# -> --allow-untrusted
RUN apk add --no-cache --allow-untrusted ./x.apk
