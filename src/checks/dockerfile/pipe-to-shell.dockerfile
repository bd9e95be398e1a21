# pass: a file that is verified, and pipes into other programs
FROM alpine:3.22
RUN curl -fsSLo i.sh https://get.example/i.sh && echo "abc  i.sh" | sha256sum -c && sh i.sh
RUN curl -fsSL https://files.example/x.tgz | tar -xz && bash ./build.sh
RUN curl -fsSL https://api.example/x | python3 -c "import json" | sh -c "cat"
# fail: the ways to do it
FROM alpine:3.22
# -> curl -fsSL https://get.example/i.sh | bash -s -- -y
RUN curl -fsSL https://get.example/i.sh | bash -s -- -y
# -> wget -qO- https://get.example/i.sh | sudo -E sh
RUN set -e; wget -qO- https://get.example/i.sh | sudo -E sh
# -> sh -c "$(curl -fsSL https://get.example/i.sh)"
RUN sh -c "$(curl -fsSL https://get.example/i.sh)"
# -> bash <(curl -s https://get.example/i.sh)
RUN bash <(curl -s https://get.example/i.sh)
