# pass: one for each stage, and the other only installed
FROM alpine:3.22 AS one
RUN apk add curl wget && curl https://files.example/x
FROM alpine:3.22
RUN wget https://files.example/y
# fail: both in one
FROM alpine:3.22
RUN curl https://files.example/x
# -> wget
RUN wget https://files.example/y
