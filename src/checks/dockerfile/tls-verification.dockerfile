# pass: switched on
FROM node:22
ENV NODE_TLS_REJECT_UNAUTHORIZED=1 NPM_CONFIG_STRICT_SSL=true GIT_SSL_NO_VERIFY=false
RUN npm config set strict-ssl true && git config --global http.sslVerify true
# fail: variables and settings
FROM node:22
# -> NODE_TLS_REJECT_UNAUTHORIZED=0
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
# -> npm config set strict-ssl false
RUN npm config set strict-ssl false
# -> GIT_SSL_NO_VERIFY=1
RUN GIT_SSL_NO_VERIFY=1 git clone https://git.example/x
