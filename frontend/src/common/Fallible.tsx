import { Component, type ReactNode } from 'react';

interface Props {
  /** What is shown: another one, another try. */
  of: unknown;
  children: ReactNode;
  /** Stands in for what could not be shown. */
  instead: ReactNode;
}

interface State {
  failed: boolean;
  /** Of what it failed. */
  of: unknown;
}

/**
 * Something that is made of what somebody is just writing, and may fail by it: then only it is missing, until something
 * else is written. Everything around it stays.
 */
export class Fallible extends Component<Props, State> {
  override state: State = { failed: false, of: this.props.of };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): State {
    return Object.is(of, state.of) ? state : { failed: false, of };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
