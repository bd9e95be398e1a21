# pass: in one step, and what the base brought
FROM alpine:3.22
RUN curl -fsSLo /tmp/x.tgz https://files.example/x.tgz && tar -xf /tmp/x.tgz && rm /tmp/x.tgz
RUN rm -rf /usr/share/doc /tmp/y
# fail: copied, and downloaded, before
FROM alpine:3.22
COPY id_key /root/.ssh/id_key
RUN curl -fsSLo /tmp/x.tgz https://files.example/x.tgz
# -> /root/.ssh/id_key
RUN rm /root/.ssh/id_key
# -> /tmp/x.tgz
RUN tar -xf /tmp/x.tgz && rm -f /tmp/x.tgz
