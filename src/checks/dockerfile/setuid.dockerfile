# pass: taken away, and other modes
FROM alpine:3.22
RUN find / -perm /6000 -exec chmod a-s {} + && chmod 0755 /x && chmod u-s /y && chmod 1777 /tmp
# fail: given
FROM alpine:3.22
# -> 4755
RUN chmod 4755 /usr/local/bin/helper
# -> u+s
RUN chmod u+s /usr/local/bin/helper
