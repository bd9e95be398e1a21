# pass: answered
FROM fedora:42
RUN dnf install -y nginx && yum -y install x && zypper -n install y && zypper --non-interactive in z
# fail: not
FROM fedora:42
# -> install
RUN dnf install nginx && dnf clean all
