export type EvaluationCode =
  | 'eval_conflict_error'
  | 'eval_builtin_error'
  | 'eval_type_error'
  | 'eval_limit_error'
  | 'eval_cancel_error'
  | 'eval_internal_error';

export interface FaultPlace {
  readonly module: string;
  readonly at: number;
}

/** What ends an evaluation. */
export class EvaluationFault {
  readonly code: EvaluationCode;
  readonly message: string;
  readonly place: FaultPlace | undefined;
  constructor(code: EvaluationCode, message: string, place?: FaultPlace) {
    this.code = code;
    this.message = message;
    this.place = place;
  }
}

/** What makes a call of a builtin undefined, or ends the evaluation where builtin errors are strict. Cheap, as no stack is recorded. */
export class BuiltinFault {
  readonly code: 'eval_builtin_error' | 'eval_type_error';
  readonly message: string;
  constructor(message: string, code: 'eval_builtin_error' | 'eval_type_error' = 'eval_builtin_error') {
    this.code = code;
    this.message = message;
  }
}
