# pass: tools in a stage of their own, and tools that the same step removes again
FROM golang:1.25 AS build
RUN apt-get install -y gcc
FROM python:3.13-slim
RUN apk add --no-cache --virtual .build gcc musl-dev && pip install x && apk del .build
RUN apt-get install -y build-essential && make && apt-get purge -y build-essential
COPY --from=build /app /app
# pass: a runtime
FROM eclipse-temurin:21-jre
CMD ["java", "-jar", "/app.jar"]
# fail: a compiler from the package manager
FROM ubuntu:24.04
RUN apt-get update && \
# -> golang-go
    apt-get install -y golang-go && go build
# fail: an image made for building, with a compiler on top
# -> mcr.microsoft.com/dotnet/sdk:9.0
FROM mcr.microsoft.com/dotnet/sdk:9.0
# -> g++
RUN apt-get install -y --no-install-recommends g++ curl
