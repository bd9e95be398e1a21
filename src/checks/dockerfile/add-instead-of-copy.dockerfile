# pass: archives, addresses, variables
FROM alpine:3.22
ARG FILE
ADD rootfs.tar.xz /
ADD https://files.example/x /x
ADD $FILE /x
COPY . /app
# fail: a file, and a folder
FROM alpine:3.22
# -> ADD
ADD app.py /app/
# -> ADD
ADD ["src", "/app/src"]
