# pass: checked
FROM fedora:42
RUN rpm --import https://rpm.example/key.asc && dnf install -y nginx && dnf clean all
# fail: not
FROM fedora:42
# -> --nogpgcheck
RUN dnf install -y --nogpgcheck nginx
# -> --nosignature
RUN rpm -i --nosignature x.rpm
