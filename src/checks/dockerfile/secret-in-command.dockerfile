# pass: references, secret mounts, and what only looks like one
FROM alpine:3.22
ARG TOKEN
RUN --mount=type=secret,id=npm NPM_TOKEN="$(cat /run/secrets/npm)" npm ci
RUN curl -H "Authorization: Bearer $TOKEN" https://api.example/x && mysql --password="$PW"
RUN adduser --uid 1000 --disabled-password myuser
CMD ["server", "--password-file", "/run/secrets/db"]
# fail: an address with a password, a variable, an option
FROM alpine:3.22
# -> Winter-7788
RUN curl -fsSO https://deploy:Winter-7788@files.shop.internal/app.tgz
# -> s3rv1ce-Passw0rd
RUN DB_PASSWORD=s3rv1ce-Passw0rd ./migrate
CMD ["server", \
# -> "s3rv1ce-Passw0rd"
  "--password", "s3rv1ce-Passw0rd"]
