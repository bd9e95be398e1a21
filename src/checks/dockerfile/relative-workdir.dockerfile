# pass: absolute, relative to that, a variable, a drive
FROM alpine:3.22
ARG HOME_DIR
WORKDIR /app
WORKDIR src
WORKDIR $HOME_DIR
WORKDIR "/x y"
# fail: relative to what the base has
FROM alpine:3.22
# -> app/src
WORKDIR app/src
