# pass: names, and a variable
ARG X
FROM team/web:1
FROM ${X}/web:1
# fail: capitals, and two tags
# -> Team/Web:1
FROM Team/Web:1
# -> web:1:2
FROM web:1:2
