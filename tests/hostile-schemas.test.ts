// Whatever somebody hands in as a schema: what is accepted is checked, compiled and asked once within a bounded number of steps, which
// are counted and not timed.
import { asForm, checkForm, compileForm, type FormDefinition, type Json } from '@caseway/form-schemas';
import { type Hostile, hostileSchemas } from './support/hostile-schemas.ts';

/** Reads of the schema's and the value's members: half of what 50 ms suffice for on one core of the machine that the project is tested on. */
const MOST_READS = 1_000_000;
/** What people fill in is normalised first, a text in several steps. */
const MOST_READS_AS_ENTERED = 2_000_000;

/** Counts every look at a member of a value or of what is inside of it. */
function counting() {
  let reads = 0;
  const known = new WeakMap<object, object>();
  const watch = <Value>(value: Value): Value => {
    if (typeof value !== 'object' || value === null) return value;
    const there = known.get(value) ?? new Proxy(value, handler);
    known.set(value, there);
    return there as Value;
  };
  const handler: ProxyHandler<object> = {
    get(target, name) {
      reads++;
      const own = Object.getOwnPropertyDescriptor(target, name);
      return own ? watch(own.value) : Reflect.get(target, name);
    },
    ownKeys(target) {
      const names = Reflect.ownKeys(target);
      reads += names.length;
      return names;
    },
  };
  /** How many reads `work` took, and what came of it. */
  const during = <Result>(work: () => Result): { reads: number; result: Result } => {
    reads = 0;
    const result = work();
    return { reads, result };
  };
  return { watch, during };
}

interface Taken {
  name: string;
  accepted: boolean;
  check: number;
  compile: number;
  given: number;
  entered: number;
}

function takenBy({ name, schema, value }: Hostile): Taken {
  const { watch, during } = counting();
  const shown = watch(schema);
  const check = during(() => checkForm(shown));
  const none = { name, check: check.reads, accepted: false, compile: 0, given: 0, entered: 0 };
  if (check.result.some(({ severity }) => severity === 'error')) return none;
  const compiled = during(() => compileForm(asForm(shown as unknown as FormDefinition)));
  const data = watch(value);
  const given = during(() => compiled.result.validateAsGiven(data, 'zh-CN'));
  const entered = during(() => compiled.result.validate(data as Record<string, Json>, 'zh-CN'));
  return {
    name,
    accepted: true,
    check: check.reads,
    compile: compiled.reads,
    given: given.reads,
    entered: entered.reads,
  };
}

const all = hostileSchemas();
const taken = all.map(takenBy);

test('there are many of them, of both kinds', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThanOrEqual(200);
  expect(taken.filter(({ accepted }) => accepted).length).toBeGreaterThan(80);
  expect(taken.filter(({ accepted }) => !accepted).length).toBeGreaterThan(80);
});

test('none takes more steps than it may, and none falls over', () => {
  const over = taken.filter(
    ({ check, compile, given, entered }) =>
      Math.max(check, compile, given) > MOST_READS || entered > MOST_READS_AS_ENTERED,
  );
  expect(over).toEqual([]);
});
