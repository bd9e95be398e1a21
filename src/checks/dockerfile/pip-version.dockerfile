# pass: versions, files, constraints, the current folder, and pip itself
FROM python:3.13
RUN pip install --upgrade pip && pip install flask==3.1.0 "x>=1,<2" && pip install -r requirements.txt && pip install . && pip install -c limits.txt y
# fail: none, through python -m
FROM python:3.13
# -> flask
RUN python3 -m pip install --no-cache-dir flask gunicorn==23.0.0
