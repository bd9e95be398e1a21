# pass: versions, variables, files
FROM debian:13
ARG V=1
RUN apt-get install -y curl=8.14.1-2 jq=$V ./local.deb $MORE nginx=1.29*
# fail: one of two
FROM debian:13
# -> jq
RUN apt-get install -y curl=8.14.1-2 jq
