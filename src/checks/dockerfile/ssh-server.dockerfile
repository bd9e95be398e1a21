# pass: the client
FROM alpine:3.22
RUN apk add --no-cache openssh-client && apt-get install -y openssh-client
# fail: installed and started
FROM debian:13
# -> openssh-server
RUN apt-get install -y openssh-server
# -> "/usr/sbin/sshd"
CMD ["/usr/sbin/sshd", "-D"]
