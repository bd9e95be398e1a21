# pass: set before, and the extension of one
FROM alpine:3.22
ENV HOME_DIR=/app
ENV BIN=$HOME_DIR/bin PATH=$PATH:/x
# fail: in the same
FROM alpine:3.22
# -> BIN=$ROOT/bin
ENV ROOT=/app BIN=$ROOT/bin
