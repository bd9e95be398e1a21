# pass: with the copy, and for what the step made
FROM alpine:3.22
COPY --chown=app:app . /app
RUN mkdir /data && chown -R app /data
# fail: afterwards
FROM alpine:3.22
COPY . /app/
# -> chown -R app:app /app
RUN chown -R app:app /app
