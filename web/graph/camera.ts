import type { Box } from './graph.ts';

/** A point of the picture stands on the screen at `x * scale + left`, `y * scale + top`. */
export interface Camera {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export interface Screen {
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.04;
const MOST = 2.5;
/** From here on names are written, however small. */
const WITH_NAMES = 0.45;
/** Below this names cannot be read. */
const READABLE = 0.6;
const MARGIN = 28;

/** All of a picture; one that would become unreadable is shown from its left side instead, unless it is as a whole that it is wanted. */
export function fit(picture: Screen, screen: Screen, isWhole: boolean): Camera {
  const whole = Math.min(
    (screen.width - 2 * MARGIN) / Math.max(1, picture.width),
    (screen.height - 2 * MARGIN) / Math.max(1, picture.height),
  );
  const scale = Math.min(1.1, Math.max(isWhole ? LEAST : READABLE, whole));
  const left = picture.width * scale + 2 * MARGIN <= screen.width ? (screen.width - picture.width * scale) / 2 : MARGIN;
  return { left, top: (screen.height - picture.height * scale) / 2, scale };
}

/** Nearer by a factor, so that the point of the screen stays where it is. */
export function zoomAt({ left, top, scale }: Camera, factor: number, x: number, y: number): Camera {
  const next = Math.min(MOST, Math.max(LEAST, scale * factor));
  const ratio = next / scale;
  return { left: x - (x - left) * ratio, top: y - (y - top) * ratio, scale: next };
}

export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, left: camera.left + dx, top: camera.top + dy };
}

export function toPicture({ left, top, scale }: Camera, x: number, y: number): readonly [number, number] {
  return [(x - left) / scale, (y - top) / scale];
}

/** The camera moved as little as shows a box, or its upper left corner where it is too large. */
export function reveal(camera: Camera, box: Box, screen: Screen): Camera {
  const [left, top] = [box.x * camera.scale + camera.left, box.y * camera.scale + camera.top];
  const [right, bottom] = [left + box.width * camera.scale, top + box.height * camera.scale];
  const dx = left < MARGIN || right - left > screen.width - 2 * MARGIN ? MARGIN - left : Math.min(0, screen.width - MARGIN - right);
  const dy = top < MARGIN || bottom - top > screen.height - 2 * MARGIN ? MARGIN - top : Math.min(0, screen.height - MARGIN - bottom);
  return pan(camera, dx, dy);
}

/** The camera moved, and drawn back where it must be, to show a whole box. */
export function show(camera: Camera, box: Box, screen: Screen): Camera {
  const whole = Math.min((screen.width - 2 * MARGIN) / box.width, (screen.height - 2 * MARGIN) / box.height);
  // A way that is too long for its names to be read is shown from its start.
  const scale = Math.min(camera.scale, Math.max(whole, WITH_NAMES));
  const nearer = scale === camera.scale ? camera : zoomAt(camera, scale / camera.scale, screen.width / 2, screen.height / 2);
  return reveal(nearer, box, screen);
}

/** The smallest box around some. */
export function around(boxes: readonly Box[]): Box {
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  return { x: left, y: top, width: right - left, height: Math.max(...boxes.map(({ y, height }) => y + height)) - top };
}
