# pass: public keys, examples, certificates, and what another stage made
FROM alpine:3.22
COPY id_rsa.pub .env.example ca.pem config.json package.json /app/
COPY --from=build /root/.npmrc /x
# fail: keys and settings
FROM alpine:3.22
# -> .ssh/id_rsa
COPY .ssh/id_rsa /root/.ssh/
# -> .env
COPY --chown=app package.json .env ./
# -> ".npmrc"
ADD [".npmrc", "/root/.npmrc"]
