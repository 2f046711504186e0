import type { NormalRule } from '../reference/normalise.ts';
import type { Encoding } from './encoding.ts';
import { canonical, differing, outcomeOf, paramsOf, wholeOf } from './rule-events.ts';
import type { Lit } from './sat.ts';

/** A rule with when it matches. `place`: where it stands in the file. */
export interface RuleCase {
  rule: NormalRule;
  place: number;
  matches: Lit;
}

/** A single value that a rule gives: under `first` its whole event, under `all` each of its params. */
interface Given {
  param: string;
  value: string;
  /** Its elements, where it is a list. */
  list: string[] | undefined;
}

/** What follows from rules as literals over cases: which decides, what removing it would change. In deciding order. */
export class RuleLogic {
  readonly cases: RuleCase[];
  readonly none: Lit;
  /** No rule before it matches, and it does. */
  readonly first: Lit[];
  private readonly before: Lit[];
  private readonly after: Lit[];
  private readonly given: Given[][];
  /** By param: for each rule, whether an earlier one, or a later one, that gives it matches. */
  private readonly chains = new Map<string, { before: Lit[]; after: Lit[] }>();
  private readonly single: boolean;

  constructor(private readonly encoding: Encoding) {
    const { sat, terrain } = encoding;
    const { order, rules, hitPolicy } = terrain.normal;
    this.single = hitPolicy === 'first';
    this.cases = order.map((rule) => ({
      rule,
      place: rules.indexOf(rule),
      matches: encoding.condition(rule.conditions),
    }));
    const all = this.chain(() => true);
    this.before = all.before;
    this.after = all.after;
    this.none = -sat.or(this.cases.map(({ matches }) => matches));
    this.first = this.cases.map(({ matches }, index) => sat.and([matches, -(this.before[index] ?? sat.FALSE)]));
    this.given = this.cases.map(({ rule: { event } }) =>
      this.single
        ? [{ param: '', value: wholeOf(event, true), list: undefined }]
        : paramsOf(event).map(([param, value]) => ({
            param,
            value: canonical(value),
            list: Array.isArray(value) ? value.map(canonical) : undefined,
          })),
    );
  }

  /** Cases in which the rule's event gives something to the outcome that no earlier rule has given. */
  contributes(index: number): Lit {
    const { sat } = this.encoding;
    return sat.or(
      (this.given[index] ?? []).map(({ param, list }) => {
        const earlier = this.paramChain(param).before[index] ?? sat.FALSE;
        // Not made out; whether it changes anything is.
        if (this.isMixed(param)) return this.matches(index);
        if (!list || list.length === 0) return sat.and([this.matches(index), -earlier]);
        return sat.or(
          list.map((item) => sat.and([this.matches(index), -this.giving(param, item, (at) => at < index)])),
        );
      }),
    );
  }

  /** Whether its event can give anything at all. */
  givesAnything(index: number): boolean {
    return (this.given[index] ?? []).length > 0;
  }

  /** Cases whose outcome would be another without the rule. */
  changed(index: number): Lit {
    const { sat, terrain } = this.encoding;
    const { otherwise } = terrain.normal;
    const { event } = this.cases[index]?.rule ?? {};
    const differs = this.single
      ? wholeOf(event, true) !== wholeOf(otherwise, true)
      : outcomeOf(event) !== outcomeOf(otherwise);
    const alone = sat.and([-(this.before[index] ?? sat.FALSE), -(this.after[index] ?? sat.FALSE)]);
    const beside = sat.or((this.given[index] ?? []).map((given) => this.givenChanged(index, given)));
    const change = [...(differs ? [alone] : []), sat.and([-alone, beside])];
    return sat.and([this.matches(index), sat.or(change)]);
  }

  /**
   * Where rule `index` decides what later rules would decide differently: for each thing that they differ in, when it
   * is the rule that decides it, and the rules that, matching too, would have decided otherwise. Lists are united, and
   * what only one of two rules gives is no conflict.
   */
  conflicts(index: number): { param: string | undefined; decides: Lit; others: number[] }[] {
    const { sat } = this.encoding;
    const mine = this.cases[index]?.rule.event;
    const later = this.cases.flatMap((_, at) => (at > index ? [at] : []));
    const eventOf = (at: number) => this.cases[at]?.rule.event;
    if (this.single) {
      const whole = wholeOf(mine, false);
      const others = later.filter((at) => wholeOf(eventOf(at), false) !== whole);
      return [{ param: undefined, decides: this.first[index] ?? sat.FALSE, others }];
    }
    return paramsOf(mine, false).map(([param, value]) => {
      const others = later.filter((at) => {
        const theirs = eventOf(at)?.params?.[param];
        if (theirs === undefined || (Array.isArray(value) && Array.isArray(theirs))) return false;
        return canonical(theirs) !== canonical(value);
      });
      const earlier = this.paramChain(param).before[index] ?? sat.FALSE;
      return { param, decides: sat.and([this.matches(index), -earlier]), others };
    });
  }

  /** Whether in a case in which these rules match, the rule is the one that decides the param (or everything). */
  decidesIn(matching: readonly boolean[], index: number, param: string | undefined): boolean {
    if (!matching[index]) return false;
    if (param === undefined) return matching.indexOf(true) === index;
    return !this.given.some((all, at) => at < index && matching[at] && all.some((given) => given.param === param));
  }

  /** Params in which the events of two rules differ, but for what is only said. */
  differing(index: number, other: number): string[] {
    return differing(this.cases[index]?.rule.event, this.cases[other]?.rule.event);
  }

  /** Literals that together are the outcome: two cases have the same one exactly where all of them agree. */
  outcome(): Map<string, Lit> {
    const { sat, terrain } = this.encoding;
    const { otherwise } = terrain.normal;
    const features = new Map<string, Lit[]>();
    const add = (feature: string, lit: Lit) => features.set(feature, [...(features.get(feature) ?? []), lit]);
    if (this.single) {
      this.first.forEach((lit, index) => {
        add(wholeOf(this.cases[index]?.rule.event, true), lit);
      });
      add(wholeOf(otherwise, true), this.none);
    } else {
      for (const [param, value] of paramsOf(otherwise)) {
        add(`${param}${Array.isArray(value) ? '' : canonical(value)}`, this.none);
        if (Array.isArray(value)) for (const item of value) add(`${param}:${canonical(item)}`, this.none);
      }
      this.given.forEach((all, index) => {
        for (const { param, value, list } of all) {
          const decides = sat.and([this.matches(index), -(this.paramChain(param).before[index] ?? sat.FALSE)]);
          add(`${param}${list ? '' : value}`, decides);
          const isList = this.isMixed(param) ? this.listFirst(param) : sat.TRUE;
          for (const item of list ?? []) add(`${param}:${item}`, sat.and([this.matches(index), isList]));
        }
      });
    }
    return new Map([...features].map(([feature, lits]) => [feature, sat.or(lits)]));
  }

  private matches(index: number): Lit {
    return this.cases[index]?.matches ?? this.encoding.sat.FALSE;
  }

  private chain(takes: (index: number) => boolean): { before: Lit[]; after: Lit[] } {
    const { sat } = this.encoding;
    const run = (indexes: number[]): Lit[] => {
      const lits: Lit[] = [];
      let some: Lit = sat.FALSE;
      for (const index of indexes) {
        lits[index] = some;
        if (takes(index)) some = sat.or([some, this.matches(index)]);
      }
      return lits;
    };
    const indexes = this.cases.map((_, index) => index);
    return { before: run(indexes), after: run(indexes.toReversed()) };
  }

  private paramChain(param: string): { before: Lit[]; after: Lit[] } {
    const known = this.chains.get(param);
    if (known) return known;
    const made = this.chain((index) => (this.given[index] ?? []).some((given) => given.param === param));
    this.chains.set(param, made);
    return made;
  }

  private mixed: Set<string> | undefined;

  /** Some rules give one value for the param, others a list. */
  private isMixed(param: string): boolean {
    if (!this.mixed) {
      const all = this.given.flat();
      const lists = new Set(all.filter(({ list }) => list).map((given) => given.param));
      this.mixed = new Set(all.filter(({ list, param: name }) => !list && lists.has(name)).map((given) => given.param));
    }
    return this.mixed.has(param);
  }

  /** The first matching rule that gives the param gives a list. */
  private listFirst(param: string): Lit {
    const { sat } = this.encoding;
    const { before } = this.paramChain(param);
    return sat.or(
      this.given.flatMap((all, index) =>
        all.some((given) => given.param === param && given.list)
          ? [sat.and([this.matches(index), -(before[index] ?? 0)])]
          : [],
      ),
    );
  }

  /** Some rule that the filter takes matches and gives the element. */
  private giving(param: string, item: string, takes: (index: number) => boolean): Lit {
    return this.encoding.sat.or(
      this.given.flatMap((all, index) =>
        takes(index) && all.some((given) => given.param === param && given.list?.includes(item))
          ? [this.matches(index)]
          : [],
      ),
    );
  }

  /** Without the rule, and with some other that matches, what it gives would be given differently or not at all. */
  private givenChanged(index: number, { param, value, list }: Given): Lit {
    const { sat } = this.encoding;
    const { before, after } = this.paramChain(param);
    const [earlier, later] = [before[index] ?? sat.FALSE, after[index] ?? sat.FALSE];
    if (this.isMixed(param)) return this.mixedChanged(index, param);
    if (list) {
      if (list.length === 0) return sat.and([-earlier, -later]);
      return sat.or(list.map((item) => -this.giving(param, item, (at) => at !== index)));
    }
    return sat.and([-earlier, sat.or([-later, this.laterDiffers(param, value)[index] ?? sat.FALSE])]);
  }

  private readonly differences = new Map<string, Lit[]>();

  /** By rule: the next matching rule after it that gives the param gives another value. */
  private laterDiffers(param: string, value: string): Lit[] {
    const key = `${param} ${value}`;
    const known = this.differences.get(key);
    if (known) return known;
    const { sat } = this.encoding;
    const lits: Lit[] = [];
    let differs: Lit = sat.FALSE;
    for (let index = this.cases.length - 1; index >= 0; index--) {
      lits[index] = differs;
      const given = (this.given[index] ?? []).find((one) => one.param === param);
      if (given) {
        const here = given.value === value ? sat.FALSE : this.matches(index);
        differs = sat.or([here, sat.and([-this.matches(index), differs])]);
      }
    }
    this.differences.set(key, lits);
    return lits;
  }

  /** One value here, a list there: the first of them says which it is, and the others of the other sort are left out. */
  private mixedChanged(index: number, param: string): Lit {
    const { sat } = this.encoding;
    const featuresWithout = (dropped: number | undefined): Map<string, Lit> => {
      const features = new Map<string, Lit[]>();
      let some: Lit = sat.FALSE;
      let isList: Lit = sat.FALSE;
      const entries = this.given.flatMap((all, at) =>
        at === dropped
          ? []
          : all.filter((given) => given.param === param).map((given) => ({ given, lit: this.matches(at) })),
      );
      for (const { given, lit } of entries) {
        const decides = sat.and([lit, -some]);
        if (given.list) isList = sat.or([isList, decides]);
        else features.set(given.value, [...(features.get(given.value) ?? []), decides]);
        some = sat.or([some, lit]);
      }
      for (const { given, lit } of entries) {
        for (const item of given.list ?? []) {
          features.set(`:${item}`, [...(features.get(`:${item}`) ?? []), sat.and([lit, isList])]);
        }
      }
      features.set('', [isList]);
      return new Map([...features].map(([feature, lits]) => [feature, sat.or(lits)]));
    };
    const [now, then] = [featuresWithout(undefined), featuresWithout(index)];
    const keys = new Set([...now.keys(), ...then.keys()]);
    return sat.or([...keys].map((key) => -sat.equal(now.get(key) ?? sat.FALSE, then.get(key) ?? sat.FALSE)));
  }
}
