# pass: apt-get
FROM debian:13
RUN apt-get update && rm -rf /var/lib/apt /etc/apt
# fail: apt, behind sudo too
FROM debian:13
RUN sudo \
# -> apt
  apt update
