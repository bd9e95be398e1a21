# pass: a user without one, and a locked one
FROM alpine:3.22
RUN useradd -m app && passwd -l root && adduser -D web
# fail: each way
FROM debian:13
# -> chpasswd
RUN echo "root:root" | chpasswd
# -> useradd
RUN useradd -p abc app
