# pass: JSON, and a test of the shell
FROM alpine:3.22
CMD ["node", "server.js"]
RUN [ -f /x ]
# fail: single quotes, a comma too many
FROM alpine:3.22
# -> ['node', 'server.js']
ENTRYPOINT ['node', 'server.js']
# -> ["a",]
CMD ["a",]
