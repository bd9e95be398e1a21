export { formatModule } from './format.ts';
