# pass: words that only contain it
FROM alpine:3.22
RUN echo "no sudo here" && cat /etc/sudoers.d/x
# fail: used, installed, granted
FROM debian:13
# -> sudo
RUN sudo apt-get update
# -> sudo
RUN apt-get install -y sudo
# -> "app ALL=(ALL) NOPASSWD:ALL"
RUN echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers
