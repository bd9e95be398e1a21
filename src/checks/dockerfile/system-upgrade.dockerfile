# pass: lists, and single packages
FROM debian:13
RUN apt-get update && apt-get upgrade -y openssl && apk upgrade busybox
# fail: everything
FROM debian:13
# -> apt-get dist-upgrade
RUN apt-get update && apt-get dist-upgrade -y
# -> apk upgrade
RUN apk upgrade --no-cache
# -> yum update
RUN yum update -y
