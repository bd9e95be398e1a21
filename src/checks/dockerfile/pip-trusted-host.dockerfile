# pass: an index with a certificate
FROM python:3.13
RUN pip install --no-cache-dir --index-url https://pypi.example/simple --cert /ca.pem flask==3.1.0
# fail: one without
FROM python:3.13
# -> --trusted-host
RUN pip install --no-cache-dir --trusted-host pypi.example flask==3.1.0
