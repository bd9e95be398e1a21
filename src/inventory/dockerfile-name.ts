/** `Dockerfile.md` and the like speak about one. */
const OTHER_FILE =
  /\.(?:dockerignore|rego|md|markdown|rst|txt|html?|sh|py|js|ts|go|rb|ya?ml|json|toml|lock|log|orig|rej|sw[op]|bak|diff|patch|png|svg|golden|tmp|zip|t?gz|tar)$/i;
const NAME = /^(?:(?:Dockerfile|Containerfile)(?:[.-].+)?|.+\.(?:Dockerfile|Containerfile))$/i;

/** Whether a file is called like a Dockerfile; its folder does not count. */
export function isDockerfileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return NAME.test(name) && !OTHER_FILE.test(name);
}
