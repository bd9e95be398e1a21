export { type FormatOptions, formatModule } from './format.ts';
export { checkForVersion1 } from './obstacles.ts';
