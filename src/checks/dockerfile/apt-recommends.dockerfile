# pass: left out, in either way
FROM debian:13
RUN apt-get install -y --no-install-recommends curl && apt-get -o APT::Install-Recommends=false install -y jq
# fail: not left out
FROM debian:13
# -> apt-get install
RUN apt-get install -y curl
