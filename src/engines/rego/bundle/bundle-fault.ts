/** Why a bundle is refused as a whole; it never leaves the folder. */
export class BundleFault extends Error {
  /** The file in the bundle that is to blame. */
  readonly path: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, options: { readonly path?: string; readonly hint?: string } = {}) {
    super(message);
    this.path = options.path;
    this.hint = options.hint;
  }
}
