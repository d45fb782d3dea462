import { describe, expect, it } from 'vitest';
import { all, inner, moved, resized, shape, shaped, turnedBack, typed } from './areas.ts';

const photo = { width: 6000, height: 4000 };

describe('areas of a picture', () => {
  it('stay within it wherever they are moved', () => {
    const area = { left: 1000, top: 1000, width: 2000, height: 3000 };
    expect(moved(area, 500, -200)).toEqual({ ...area, left: 1500, top: 800 });
    expect(moved(area, 99_999, -99_999)).toEqual({ ...area, left: 8000, top: 0 });
  });

  it('grow at the edges that are gripped, and no further than the picture', () => {
    const area = { left: 1000, top: 1000, width: 2000, height: 2000 };
    expect(resized(area, { x: 1, y: 1 }, 500, 300, null)).toEqual({ ...area, width: 2500, height: 2300 });
    expect(resized(area, { x: -1, y: -1 }, -5000, 400, null)).toEqual({ left: 0, top: 1400, width: 3000, height: 1600 });
    expect(resized(area, { x: 1, y: 0 }, -9000, 0, null)).toEqual({ ...area, width: 100 });
  });

  it('keep a ratio of pixels, not of parts', () => {
    const square = shape('1:1', photo);
    expect(square).toBeCloseTo(2 / 3);
    expect(shaped(all, square)).toEqual({ left: 1667, top: 0, width: 6667, height: 10_000 });
    const wide = resized({ left: 0, top: 0, width: 3000, height: 3000 }, { x: 1, y: 1 }, 9000, 0, shape('3:2', photo));
    expect(wide).toEqual(all);
    const tall = resized({ left: 5000, top: 0, width: 1000, height: 1500 }, { x: 0, y: 1 }, 0, 9000, square);
    expect(tall.width * 6000).toBeCloseTo(tall.height * 4000, -4);
    expect(tall.left + tall.width).toBeLessThanOrEqual(10_000);
  });

  it('take a typed number as far as it fits', () => {
    const area = { left: 5000, top: 0, width: 4000, height: 4000 };
    expect(typed(area, 'left', 9000).left).toBe(6000);
    expect(typed(area, 'width', 9000).width).toBe(5000);
    expect(typed(area, 'height', 0).height).toBe(100);
  });

  it('follow the hand on a picture that was turned', () => {
    expect(turnedBack(10, 4, 0, 1)).toEqual([10, 4]);
    const [right, down] = turnedBack(0, 10, 90, 2);
    expect(right).toBeCloseTo(5);
    expect(down).toBeCloseTo(0);
  });

  it('lie in as much as a turned picture leaves, as it is drawn', () => {
    expect(inner(photo, 0)).toBe(1);
    // 600 × 400 by 10° leaves 481 × 321 (see the photo room).
    expect(inner(photo, -10)).toBeCloseTo(0.803, 3);
  });
});
