# pass: supported, unknown, others of that name
FROM debian:13-slim
FROM node:24
FROM team/node:12
FROM registry.example/alpine:3.12
# fail: numbers and names
# -> alpine:3.12.1
FROM alpine:3.12.1
# -> node:16-alpine
FROM node:16-alpine
# -> debian:buster
FROM debian:buster
