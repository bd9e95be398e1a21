export { LINT_RULES, type LintFinding, lintModules } from './lint.ts';
