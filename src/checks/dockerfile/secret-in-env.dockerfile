# pass: references, paths, settings
FROM alpine:3.22
ARG TOKEN
ENV DB_PASSWORD=$TOKEN PASSWORD_FILE=/run/secrets/db API_KEY= NODE_ENV=production
# fail: by name, and by form
FROM alpine:3.22
# -> DB_PASSWORD=s3rv1ce-Passw0rd
ENV DB_PASSWORD=s3rv1ce-Passw0rd MODE=live
# -> DATABASE "postgres://shop:Winter-7788@db.shop.internal/shop"
ENV DATABASE "postgres://shop:Winter-7788@db.shop.internal/shop"
