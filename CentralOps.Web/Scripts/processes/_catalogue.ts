/** What the server tells the designer: everything a model may name, with its words in the person's language. */
export interface Catalogue {
  readonly steps: readonly Step[];
  readonly ruleSets: readonly { key: string; name: string; decisions: readonly string[] }[];
  readonly processes: readonly { key: string; name: string; errors: readonly Offer[] }[];
  readonly variables: readonly { name: string; text: string }[];
  readonly messages: readonly Offer[];
}

/** A code with the words for it. */
export interface Offer {
  readonly value: string;
  readonly text: string;
}

export interface Step {
  readonly step: string;
  readonly name: string;
  readonly group: string;
  readonly actor: string;
  readonly element: string;
  readonly outcomes: readonly string[];
  readonly parameters: readonly { name: string; text: string; choices: readonly Offer[] }[];
  readonly errors: readonly Offer[];
  readonly establishes: readonly string[];
}

export interface Finding {
  readonly elementId: string;
  readonly text: string;
  readonly warning: boolean;
}

export type Texts = Readonly<Record<string, string>>;

export interface Host {
  invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T>;
}

declare global {
  // Blazor's own global.
  const DotNet: { createJSStreamReference(data: Uint8Array): unknown };
}
