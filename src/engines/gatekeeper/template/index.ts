export { readTemplate, TARGET, TEMPLATE_GROUP, type Template } from './read-template.ts';
