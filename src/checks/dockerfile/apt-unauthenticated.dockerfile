# pass: keys
FROM debian:13
RUN echo "deb [signed-by=/etc/apt/keyrings/x.asc] https://deb.example/ stable main" > /etc/apt/sources.list.d/x.list && apt-get install -y x
# fail: the ways to switch it off
FROM debian:13
# -> --allow-unauthenticated
RUN apt-get install -y --allow-unauthenticated x
# -> --force-yes
RUN apt-get install --force-yes x
# -> "deb [trusted=yes] https://deb.example/ ./"
RUN echo "deb [trusted=yes] https://deb.example/ ./" > /etc/apt/sources.list.d/x.list
