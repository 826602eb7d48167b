/** What a signer gives on the page; the version and the hash are added by whoever read the text. */
export type Signed = {
  readonly typedName: string;
  readonly post: string;
  readonly ticked: boolean;
};
