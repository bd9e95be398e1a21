export type { Annotations, Expression, Import, Literal, Module, Rule, Term, With } from './ast.ts';
export type { Comment } from './lexer.ts';
export { type Token, tokenize } from './lexer.ts';
export { type LanguageVersion, parseModule, parseQuery, type SyntaxError } from './parser.ts';
export { operatorOf } from './terms.ts';
export { startOf, walkRule } from './walk.ts';
