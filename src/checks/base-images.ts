import { parseImage } from './image-name.ts';

/** Images that bring a user of their own who is not root, as their makers document. */
const WITH_USER =
  /nonroot|nginx-unprivileged|chiseled|(?:^|\/)bitnami(?:secure|legacy)?\/|^cgr\.dev\/|^registry\.access\.redhat\.com\/ubi\d+\/(?!ubi)/;

export function runsAsUser(image: string): boolean {
  return WITH_USER.test(image);
}

const WITHOUT_SHELL = /distroless|chiseled|^cgr\.dev\/(?!.*-dev\b)|^hello-world\b/;

/** Whether an image is known to hold no shell; `undefined` where nothing is known about it. */
export function isWithoutShell(image: string): boolean | undefined {
  if (WITHOUT_SHELL.test(image)) return !/:.*debug/.test(image);
  const parsed = parseImage(image);
  return parsed?.registry === 'docker.io' && parsed.repository.startsWith('library/') ? false : undefined;
}

/** Images that hold compilers and build tools, which a running program has no use for. */
export const BUILD_IMAGES: RegExp =
  /(?:^|\/)(?:golang|rust|maven|gradle|gcc|haskell|buildpack-deps|swift(?!.*slim)|sbt|composer|mingw\w*)(?:[:@]|$)|dotnet\/(?:core\/)?sdk|(?:openjdk|eclipse-temurin|amazoncorretto|azul\/zulu-openjdk|ibm-semeru-runtimes|sapmachine)[^@]*[:-](?:\d+-)?jdk|(?:^|\/)(?:amazoncorretto|openjdk|eclipse-temurin)(?::\d+(?:\.\d+)*)?$/;
