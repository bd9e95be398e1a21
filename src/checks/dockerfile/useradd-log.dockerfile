# pass: low, or without the log
FROM debian:13
RUN useradd -u 10001 app && useradd -l -u 1000000 big && useradd --no-log-init --uid=1000001 big2
# fail: high
FROM debian:13
# -> 1000000
RUN useradd -m -u 1000000 app
