# pass: with an installation, and with a script that may install
FROM debian:13
RUN apt-get update && apt-get install -y curl
RUN apt-get update && ./install.sh
# fail: alone
FROM debian:13
# -> apt-get update
RUN apt-get update
RUN apt-get install -y curl
