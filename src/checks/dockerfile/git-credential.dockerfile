# pass: without, and over ssh
FROM alpine:3.22
RUN --mount=type=ssh git clone git@git.example:shop/web.git && git clone https://git.example/shop/web.git
# fail: a token from an argument
FROM alpine:3.22
ARG TOKEN
# -> https://x-access-token:${TOKEN}@git.example/shop/web.git
RUN git clone https://x-access-token:${TOKEN}@git.example/shop/web.git
