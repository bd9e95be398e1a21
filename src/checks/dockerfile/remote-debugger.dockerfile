# pass: not, or only for this machine
FROM node:22
ENV FLASK_DEBUG=0 NODE_OPTIONS=--max-old-space-size=512
CMD ["node", "--inspect=127.0.0.1:9229", "server.js"]
# fail: for all
FROM node:22
# -> FLASK_DEBUG=1
ENV FLASK_DEBUG=1
# -> "--inspect=0.0.0.0:9229"
CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]
