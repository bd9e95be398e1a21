export { readTemplate, TEMPLATE_GROUP, type Template } from './read-template.ts';
