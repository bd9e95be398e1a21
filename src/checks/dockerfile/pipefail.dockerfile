# pass: set for all, for one step, and programs that do not fail
FROM debian:13
RUN echo x | tee /x && yes | ./install.sh && printf a | sha256sum -c
RUN set -eo pipefail; curl https://files.example/x | tar -xz
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl https://files.example/x | tar -xz
# fail: not set
FROM debian:13
# -> curl -fsSL https://files.example/x
RUN curl -fsSL https://files.example/x | tar -xz
