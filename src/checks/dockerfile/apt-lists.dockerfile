# pass: removed, mounted, left behind
FROM debian:13 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y jq
# fail: kept, also when a later layer removes them
FROM debian:13
# -> apt-get update
RUN apt-get update && apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*
