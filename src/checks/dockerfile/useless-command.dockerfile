# pass: names that are only arguments, and ssh-keyscan
FROM debian:13
RUN apt-get install -y vim && ssh-keyscan git.example >> /etc/ssh/ssh_known_hosts && git config core.editor vim && ssh -V
# fail: run
FROM debian:13
# -> service
RUN service nginx start && \
# -> mount
    mount -t tmpfs none /x
# -> shutdown
RUN shutdown now
