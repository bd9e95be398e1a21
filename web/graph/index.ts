export type { Graph, GraphGroup, GraphLine, GraphNode } from './graph.ts';
export { GraphView } from './graph-view.tsx';
