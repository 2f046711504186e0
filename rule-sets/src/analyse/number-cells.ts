import { decimalOf, numberOf, onOneScale } from '@caseway/form-schemas';
import { type Cell, type Cells, one } from './cell.ts';

/** Points and the gaps between them, in order; `name` tells a gap by its ends. */
export function gaps<T>(points: readonly T[]): { low?: T; high?: T; name: string }[] {
  return Array.from({ length: points.length + 1 }, (_, index) => {
    const [low, high] = [points[index - 1], points[index]];
    return {
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      name: `${low ?? ''}..${high ?? ''}`,
    };
  });
}

export interface NumberQuestion {
  /** Numbers that something compares with. */
  bounds: readonly number[];
  /** Every `multipleOf`. */
  steps: readonly number[];
  /** Somebody asks whether it is a whole number. */
  whole: boolean;
  /** It may be no whole number. */
  fractions: boolean;
}

/** A step in units of the scale. */
interface Divider {
  name: string;
  size: bigint;
}

/** Of so many candidates a class is looked for; so many dividers are told apart in every combination. */
const MOST_TRIED = 1000;
const MOST_DIVIDERS = 4;
/** Further decimals, so that between two neighbours of the coarser scale there is something. */
const FINER = 2;

const remainder = (value: bigint, size: bigint): bigint => ((value % size) + size) % size;

function commonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Numbers as whole units of one decimal scale: everything about them is exact. */
class Scale {
  private readonly exponent: number;

  constructor(values: readonly number[]) {
    this.exponent = onOneScale(values.map(decimalOf)).exponent - FINER;
  }

  units(value: number): bigint {
    const { digits, exponent } = decimalOf(value);
    return digits * 10n ** BigInt(exponent - this.exponent);
  }

  /** The number; undefined where no number is written so. */
  number(units: bigint): number | undefined {
    const value = numberOf({ digits: units, exponent: this.exponent });
    if (!Number.isFinite(value)) return undefined;
    const { digits, exponent } = decimalOf(value);
    return exponent >= this.exponent && digits * 10n ** BigInt(exponent - this.exponent) === units ? value : undefined;
  }

  /** Powers of ten down to one unit, beginning with 1. */
  get powers(): bigint[] {
    return Array.from({ length: -this.exponent + 1 }, (_, place) => 10n ** BigInt(-this.exponent - place));
  }
}

type Gap = { low?: bigint; high?: bigint };

const isInside = ({ low, high }: Gap, value: bigint): boolean =>
  (low === undefined || value > low) && (high === undefined || value < high);

/** Whole multiples of a size in a gap, from its end on, at most so many. */
function* multiplesIn({ low, high }: Gap, size: bigint, most: number): Generator<bigint> {
  const up = low !== undefined || high === undefined;
  let at = low !== undefined ? low - remainder(low, size) + size : high === undefined ? size : high - 1n;
  if (!up) at -= remainder(at, size);
  for (let count = 0; count < most && isInside({ low, high } as Gap, at); count++) {
    yield at;
    at += up ? size : -size;
  }
}

/** Numbers of a gap that need not be a multiple of anything: the plainest first. */
function* fractionsIn(gap: Gap, scale: Scale): Generator<bigint> {
  const { low, high } = gap;
  const [unit = 1n] = scale.powers;
  if (low !== undefined && high !== undefined) yield (low + high) / 2n;
  else if (low !== undefined) yield low + unit / 2n;
  else yield (high ?? unit) - unit / 2n;
  for (const power of scale.powers) yield* multiplesIn(gap, power, 12);
}

/**
 * Cuts numbers by the bounds they are compared with, and in each gap by which of the steps divide them: one cell a
 * combination that some number has. All in exact decimals, as the validator judges them.
 */
export function numberCells({ bounds, steps, whole, fractions }: NumberQuestion): Cells {
  const points = [...new Set(bounds.map((bound) => bound + 0))].sort((a, b) => a - b);
  const sizes = [...new Set([...(whole || !fractions ? [1] : []), ...steps])].sort((a, b) => a - b);
  const scale = new Scale([...points, ...sizes, 1]);
  const dividers: Divider[] = sizes.map((size) => ({ name: String(size), size: scale.units(size) }));
  const unit = scale.units(1);
  const cells: Cell[] = points.filter((point) => fractions || Number.isInteger(point)).map(one);
  let complete = dividers.length <= MOST_DIVIDERS;
  const told = dividers.slice(0, MOST_DIVIDERS);
  for (const { low, high, name } of gaps(points)) {
    const gap: Gap = {
      ...(low !== undefined && { low: scale.units(low) }),
      ...(high !== undefined && { high: scale.units(high) }),
    };
    for (let mask = 2 ** told.length - 1; mask >= 0; mask--) {
      const inside = told.filter((_, place) => (mask >> place) % 2 === 1);
      const outside = told.filter((_, place) => (mask >> place) % 2 === 0);
      if (!fractions && !inside.some(({ size }) => size === unit)) continue;
      const found = membersOf(gap, inside, outside, scale);
      complete &&= found.certain;
      const [value] = found.members;
      if (value === undefined) continue;
      const label = inside.map((divider) => divider.name).join('&');
      cells.push(found.single ? one(value) : { id: `n:${name}:${label}`, kind: 'number', value });
    }
  }
  return { cells: [...new Map(cells.map((cell) => [cell.id, cell])).values()], complete };
}

/** One or two numbers of a gap that these divide and those do not; `single`: there is no other. */
function membersOf(
  gap: Gap,
  inside: readonly Divider[],
  outside: readonly Divider[],
  scale: Scale,
): { members: number[]; single: boolean; certain: boolean } {
  const isMember = (value: bigint) =>
    isInside(gap, value) && outside.every(({ size }) => remainder(value, size) !== 0n);
  const members: number[] = [];
  if (inside.length === 0) {
    for (const candidate of fractionsIn(gap, scale)) {
      const value = isMember(candidate) ? scale.number(candidate) : undefined;
      if (value !== undefined) return { members: [value], single: false, certain: true };
    }
    return { members, single: false, certain: false };
  }
  const size = inside.map((divider) => divider.size).reduce(commonMultiple);
  // What divides all of them divides these: nothing is left.
  if (outside.some((divider) => size % divider.size === 0n)) return { members, single: false, certain: true };
  let tried = 0;
  for (const candidate of multiplesIn(gap, size, MOST_TRIED)) {
    tried++;
    const value = isMember(candidate) ? scale.number(candidate) : undefined;
    if (value !== undefined) members.push(value);
    if (members.length === 2) return { members, single: false, certain: true };
  }
  const exhausted = tried < MOST_TRIED;
  return { members, single: exhausted && members.length === 1, certain: exhausted || members.length > 0 };
}
