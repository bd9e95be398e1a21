# pass: each way to answer
FROM debian:13
RUN apt-get install -y curl && apt-get -qqy install jq && apt-get --yes install vim && yes | apt-get install less
# fail: no answer
FROM debian:13
# -> install
RUN apt-get install --no-install-recommends curl
