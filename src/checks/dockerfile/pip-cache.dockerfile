# pass: none, and a mount
FROM python:3.13
RUN pip install --no-cache-dir flask==3.1.0
RUN --mount=type=cache,target=/root/.cache/pip pip install x==1
# pass: switched off for all
FROM python:3.13
ENV PIP_NO_CACHE_DIR=1
RUN pip install flask==3.1.0
# fail: kept
FROM python:3.13
# -> pip3 install
RUN pip3 install flask==3.1.0
