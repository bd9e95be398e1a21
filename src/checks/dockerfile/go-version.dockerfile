# pass: versions, and packages of the module itself
FROM golang:1.25
ARG V=v1
RUN go install example.com/tool@v1.2.3 && go install ./cmd/... && go install example.com/x@$V
# fail: latest, and nothing
FROM golang:1.25
# -> example.com/tool@latest
RUN go install example.com/tool@latest
# -> github.com/team/tool
RUN go get github.com/team/tool
