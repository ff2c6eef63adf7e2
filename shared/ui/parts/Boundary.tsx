/** A screen that breaks says so and can be tried again; the rest of the surface stays. */
import { Component, type ComponentChildren } from 'preact';
import { NotLoaded } from './states';

interface Props {
  readonly children: ComponentChildren;
  /** For the log: what broke, without item text. */
  readonly onError?: (error: Error) => void;
}

export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(error: Error): void {
    this.setState({ broken: true });
    this.props.onError?.(error);
  }

  override render() {
    return this.state.broken ? <NotLoaded onAgain={() => this.setState({ broken: false })} /> : this.props.children;
  }
}
