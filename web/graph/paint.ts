/** The colours of the page, as canvases need them; page.css names them. */
export interface Paint {
  readonly ground: string;
  readonly paper: string;
  readonly raised: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
  readonly chosen: string;
  readonly flow: string;
  readonly perhaps: string;
  readonly outside: string;
  readonly target: string;
  readonly targetLine: string;
  readonly font: string;
}

export function readPaint(element: Element): Paint {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: colour('ground'),
    paper: colour('paper'),
    raised: colour('raised'),
    text: colour('text'),
    quiet: colour('quiet'),
    line: colour('line'),
    accent: colour('accent'),
    chosen: colour('chosen'),
    flow: colour('flow'),
    perhaps: colour('mark-line'),
    outside: colour('low-ground'),
    target: colour('critical-ground'),
    targetLine: colour('critical'),
    font: style.fontFamily,
  };
}
