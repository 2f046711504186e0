import type { FormDefinition, Json } from '@caseway/form-schemas';
import type { FactInfo, Labels, RuleSet, RuleTest } from '@caseway/rule-sets';
import type { ReactNode } from 'react';

/** What every panel beside the rules is given: the draft as it stands, and the ways to act on it. */
export interface PanelProps {
  ruleSetKey: string;
  /** The last content that could be read as JSON; not necessarily free of errors. */
  ruleSet: RuleSet;
  /** The forms that the rule set reads, as far as they exist. */
  forms: readonly FormDefinition[];
  /** The facts that its rules may name. */
  facts: readonly FactInfo[];
  /** Names of paths and places, by fact or outcome param, then by value. */
  labels: Labels;
  mayEdit: boolean;
  /** The rules have errors: nothing is decided by them. */
  stopped: boolean;
  /** Replaces the content; one step of undo, called `label` (a translated text) there. */
  edit: (label: string, next: RuleSet) => void;
  /** Brings the place of a pointer into view, in the rules or in the source. */
  goTo: (pointer: string) => void;
  /** Opens facts in the try panel. */
  tryCase: (facts: Record<string, Json>) => void;
  /** Adds a test to the rule set as one step of undo, and shows it. */
  addTest: (test: RuleTest) => void;
}

/** What a panel is asked to show. */
export interface Asked {
  /** Facts to try. */
  tried?: Record<string, Json>;
  /** Place of a test that was added. */
  added?: number;
}

/** A panel beside the rules, as the editor's host is given it. Out of view it keeps its state and is not shown anew. */
export interface EditorPanel {
  key: string;
  label: ReactNode;
  /** What somebody last asked of the panel, a new object each time. */
  render: (props: PanelProps, asked?: Asked) => ReactNode;
  /** Where `tryCase` leads. */
  tries?: boolean;
  /** Where `addTest` leads. */
  tests?: boolean;
}
