# pass: a digest, a signature, a key, and what is not kept
FROM alpine:3.22
RUN curl -fsSLO https://files.example/x.tgz && echo "abc  x.tgz" | sha256sum -c -
RUN wget https://files.example/y && wget https://files.example/y.asc && gpg --verify y.asc y
RUN curl -fsSLo /etc/apt/keyrings/x.asc https://files.example/x.asc
RUN curl -f https://api.example/health
# fail: taken as it comes
FROM alpine:3.22
# -> https://files.example/x
RUN curl -fsSLo /usr/local/bin/x https://files.example/x && chmod +x /usr/local/bin/x
# -> https://files.example/y.zip
RUN wget -q https://files.example/y.zip
