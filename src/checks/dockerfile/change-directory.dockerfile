# pass: within a step, and relative
FROM alpine:3.22
WORKDIR /src
RUN tar -xf x.tgz && cd x && make
RUN cd x && make
# fail: at its start
FROM alpine:3.22
# -> cd /src
RUN cd /src && make
