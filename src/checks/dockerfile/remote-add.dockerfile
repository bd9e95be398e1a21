# pass: with a digest, and local files
FROM alpine:3.22
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://files.example/x.tgz /x/
ADD rootfs.tar.gz /
# fail: without
FROM alpine:3.22
# -> https://files.example/x.tgz
ADD https://files.example/x.tgz /x/
