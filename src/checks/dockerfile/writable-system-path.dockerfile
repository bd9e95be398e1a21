# pass: the other way round, and folders of the program
FROM alpine:3.22
RUN chmod a-w /etc /lib /sbin /usr /root && chown -R app:app /app /var/lib/app && chown root:root /etc/app.conf
RUN chmod 755 /usr/local/bin/entrypoint.sh
# fail: given away
FROM alpine:3.22
# -> /usr/local
RUN chown -R app:app /usr/local
# -> /etc
RUN chmod -R g+w /etc
# -> /
RUN chgrp -R 0 /app && chown -R 1000 /
