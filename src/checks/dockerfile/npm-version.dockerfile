# pass: versions, scopes with versions, files, nothing
FROM node:22
RUN npm install -g pm2@6.0.8 @angular/cli@20.1.0 && npm install ./x.tgz && npm install && npm install --prefix /app
# fail: none
FROM node:22
# -> pm2
RUN npm install -g pm2
# -> @angular/cli
RUN npm i -g @angular/cli
