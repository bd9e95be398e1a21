export type { Difference, Judged } from './difference.ts';
export { type EditedFiles, editObjects, type ObjectEdits } from './object-edits.ts';
export { type FileChange, type FixOutcome, type FixPlan, type FixRequest, planFixes } from './plan.ts';
export { type FixPreview, previewFix } from './preview.ts';
export { type OpenQuestion, openQuestions } from './questions.ts';
