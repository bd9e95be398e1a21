import type { Term } from './glossary.ts';

export const MULTI_STAGE_BUILD: Term = {
  term: 'multi-stage build',
  aliases: ['dockerfile/multi-stage', 'multi-stage', 'multistage build', 'distroless'],
  text: 'A Dockerfile with several FROM lines: each starts a stage with a file system of its own, and only the last one becomes the image. Compilers, package managers, sources and the secrets of the build stay in stages that are thrown away; COPY --from takes what is needed. The image shrinks from a gigabyte to some ten megabytes, most weaknesses that scanners would report are not in it, and an intruder finds no shell, no downloader and no compiler.',
  checks: [
    'dockerfile/build-tools',
    'dockerfile/shell-in-image',
    'dockerfile/missing-user',
    'dockerfile/root-user',
    'dockerfile/development-packages',
  ],
  example: `One stage: the image holds the Go compiler, the sources, a shell, and runs as root.

  FROM golang:1.25
  WORKDIR /src
  COPY . .
  RUN go build -o /usr/local/bin/shop ./cmd/shop
  CMD shop

Two stages: the first one builds, the second one holds the program and nothing else.

  FROM golang:1.25 AS build
  WORKDIR /src
  COPY go.mod go.sum ./
  RUN go mod download
  COPY cmd ./cmd
  RUN CGO_ENABLED=0 go build -trimpath -o /shop ./cmd/shop

  FROM gcr.io/distroless/static-debian12:nonroot
  COPY --from=build /shop /shop
  USER 65532:65532
  ENTRYPOINT ["/shop"]

Step by step
  1. Name the stage that builds: FROM ... AS build.
  2. Copy the list of dependencies first and fetch them, so that the layer is used again while only sources change.
  3. Start the image anew with a second FROM: scratch or distroless/static for programs without libraries, distroless/base,
     /java21, /python3 or /nodejs24 for others, a slim image of the distribution where a shell is really needed.
  4. COPY --from=build the result, and only that.
  5. End with a USER that is a number, and with ENTRYPOINT as a list, since there may be no shell to start it.
  6. Look inside a running container with kubectl debug --image=busybox --target=CONTAINER, which brings its own tools.`,
};
