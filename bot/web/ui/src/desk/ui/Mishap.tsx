import { Button, Result } from "antd";
import { Component } from "react";
import { mishap as words } from "../texts";

/** A part that breaks while it is drawn takes itself down, not the whole desk. */
export class Mishap extends Component<{ children: React.ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Result
        status="error"
        title={words.title}
        subTitle={words.more}
        extra={
          <Button type="primary" onClick={() => this.setState({ broken: false })}>
            {words.again}
          </Button>
        }
      />
    );
  }
}
