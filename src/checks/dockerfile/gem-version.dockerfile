# pass: versions in both forms
FROM ruby:3.4
RUN gem install rails:8.0.2 && gem install rake -v 13.2.1 && gem install rack --version=3.1
# fail: none
FROM ruby:3.4
# -> rails
RUN gem install --no-document rails
