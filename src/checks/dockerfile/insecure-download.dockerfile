# pass: checked, and values that look like the option
FROM alpine:3.22
RUN curl -fsSLo /k https://files.example/k && wget -q https://files.example/x
# fail: both programs
FROM alpine:3.22
# -> -fsSLk
RUN curl -fsSLk https://files.example/x -o /x
RUN apk add --no-cache curl && \
# -> --no-check-certificate
    wget --no-check-certificate https://files.example/y
