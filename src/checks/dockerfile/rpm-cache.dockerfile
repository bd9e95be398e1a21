# pass: cleaned in the same step, or mounted
FROM fedora:42
RUN dnf install -y nginx && dnf clean all
RUN yum -y install x && rm -rf /var/cache/yum
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y y
# fail: not, or a layer later
FROM fedora:42
# -> dnf install
RUN dnf install -y nginx
RUN dnf clean all
# -> microdnf install
RUN microdnf install -y x
