# pass: versions, groups
FROM fedora:42
RUN dnf install -y nginx-1.26.3 @development-tools && zypper install -y curl=8.14
# fail: none
FROM fedora:42
# -> nginx
RUN dnf install -y nginx
