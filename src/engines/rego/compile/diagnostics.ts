/** Codes as OPA gives them (v1/ast/errors.go), so that what users have learnt and written about them holds. */
export type CompileCode = 'rego_parse_error' | 'rego_compile_error' | 'rego_unsafe_var_error' | 'rego_recursion_error' | 'rego_type_error';

export interface Diagnostic {
  readonly code: CompileCode;
  readonly message: string;
  readonly module: string;
  readonly at: number;
  readonly hint?: string;
}

/** What stops the compiling of one rule; the others are still compiled and reported on. */
export class CompileFault {
  readonly code: CompileCode;
  readonly message: string;
  readonly at: number;
  readonly hint: string | undefined;
  constructor(code: CompileCode, message: string, at: number, hint?: string) {
    this.code = code;
    this.message = message;
    this.at = at;
    this.hint = hint;
  }
}
