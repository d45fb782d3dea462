import type { Area } from '../../host/bindings/Area.ts';

/** What the whole of a side is: areas are in ten-thousandths. */
export const WHOLE = 10_000;
/** The least side of an area. */
const LEAST = 100;

export const all: Area = { left: 0, top: 0, width: WHOLE, height: WHOLE };

export interface Size {
  width: number;
  height: number;
}

/** Width to height, in pixels; `free` is any. */
export const ratios = { free: null, '3:2': 3 / 2, '4:3': 4 / 3, '16:9': 16 / 9, '1:1': 1, '2:3': 2 / 3 } as const;
export type Ratio = keyof typeof ratios;

function within(value: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most));
}

/** Width to height of an area of that ratio, in the parts that areas are counted in. */
export function shape(ratio: Ratio, size: Size): number | null {
  const pixels = ratios[ratio];
  return pixels === null ? null : (pixels * size.height) / size.width;
}

/** As far as the picture reaches. */
export function moved(area: Area, right: number, down: number): Area {
  return {
    ...area,
    left: within(area.left + right, 0, WHOLE - area.width),
    top: within(area.top + down, 0, WHOLE - area.height),
  };
}

/** Which edges follow the hand: -1 the left or the upper one, 1 the right or the lower one, 0 none. */
export interface Grip {
  x: -1 | 0 | 1;
  y: -1 | 0 | 1;
}

/** As far as the picture reaches; of that shape, where one is given. What is not gripped stays. */
export function resized(area: Area, grip: Grip, right: number, down: number, form: number | null): Area {
  const anchor = {
    x: grip.x === -1 ? area.left + area.width : area.left,
    y: grip.y === -1 ? area.top + area.height : area.top,
  };
  const room = {
    x: grip.x === -1 ? anchor.x : WHOLE - anchor.x,
    y: grip.y === -1 ? anchor.y : WHOLE - anchor.y,
  };
  let width = within(area.width + right * grip.x, LEAST, room.x);
  let height = within(area.height + down * grip.y, LEAST, room.y);
  if (form !== null) {
    if (grip.x === 0) width = height * form;
    width = Math.min(width, room.x, room.y * form);
    height = within(width / form, 1, room.y);
    width = within(width, 1, room.x);
  }
  return {
    left: grip.x === -1 ? anchor.x - width : anchor.x,
    top: grip.y === -1 ? anchor.y - height : anchor.y,
    width,
    height,
  };
}

/** The largest area of that shape about the middle of `area` that is no larger than it. */
export function shaped(area: Area, form: number | null): Area {
  if (form === null) return area;
  const width = within(Math.min(area.width, area.height * form), 1, WHOLE);
  const height = within(width / form, 1, WHOLE);
  return moved(
    {
      left: Math.round(area.left + (area.width - width) / 2),
      top: Math.round(area.top + (area.height - height) / 2),
      width,
      height,
    },
    0,
    0,
  );
}

/** One number of an area as typed; the others give way as far as they must. */
export function typed(area: Area, side: keyof Area, value: number): Area {
  switch (side) {
    case 'left':
      return { ...area, left: within(value, 0, WHOLE - area.width) };
    case 'top':
      return { ...area, top: within(value, 0, WHOLE - area.height) };
    case 'width':
      return { ...area, width: within(value, LEAST, WHOLE - area.left) };
    case 'height':
      return { ...area, height: within(value, LEAST, WHOLE - area.top) };
  }
}

/** How much smaller the largest upright rectangle of its own shape is in a picture that was turned: 0 to 1. */
export function inner(size: Size, degrees: number): number {
  const turn = (Math.abs(degrees) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  const { width, height } = size;
  return Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos));
}

/** A way on the screen as one on the picture below, which is turned by `degrees` and drawn `scale` times as large. */
export function turnedBack(right: number, down: number, degrees: number, scale: number): [number, number] {
  const turn = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  return [(right * cos + down * sin) / scale, (down * cos - right * sin) / scale];
}
