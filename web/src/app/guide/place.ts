// Where the card of the tour stands beside what it points at.

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Spot {
  left: number;
  top: number;
}

const gap = 12;

/** The first spot at which the card fits into the window without covering what it points at, else the lower left corner of it. */
export function spotFor(at: Box, card: { width: number; height: number }, room: Box): Spot {
  const level = clamp(at.top, room.top, room.bottom - card.height);
  const along = clamp(at.left, room.left, room.right - card.width);
  const spots: Spot[] = [
    { left: along, top: at.bottom + gap },
    { left: at.right + gap, top: level },
    { left: at.left - gap - card.width, top: level },
    { left: along, top: at.top - gap - card.height },
  ];
  const fits = ({ left, top }: Spot) =>
    left >= room.left && top >= room.top && left + card.width <= room.right && top + card.height <= room.bottom;
  return spots.find(fits) ?? { left: along, top: room.bottom - card.height };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));
