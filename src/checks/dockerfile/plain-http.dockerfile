# pass: https, this machine, and a proxy
FROM alpine:3.22
RUN curl https://files.example/x && wget http://localhost:8080/ready && curl -x http://proxy.example:3128 https://files.example/y
# fail: each
FROM alpine:3.22
# -> http://files.example/x
RUN curl -fsSLO http://files.example/x
# -> --index-url=http://pypi.example/simple
RUN pip install --index-url=http://pypi.example/simple flask==3.0.0
