/** What the server tells and hears of a rule set. */
export interface RuleSet {
  readonly name: string;
  readonly decisions: readonly Decision[];
  readonly inputs: readonly Input[];
  readonly knowledge: readonly Knowledge[];
  readonly tests: readonly Test[];
  readonly shapes: readonly Shape[];
}

/** Where an element stands in the diagram of requirements. */
export interface Shape { readonly key: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export interface Decision {
  readonly key: string;
  readonly name: string;
  readonly kind: 'table' | 'literal' | 'other' | 'none';
  readonly needs: readonly string[];
  readonly table: Table | null;
  readonly text: string;
}

export interface Table {
  readonly hitPolicy: string;
  readonly aggregation: string;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly notes: readonly { key: string; name: string }[];
  readonly rules: readonly Row[];
}

export interface InputColumn { readonly key: string; readonly label: string; readonly expression: string; readonly type: string; readonly values: string }
export interface OutputColumn { readonly key: string; readonly label: string; readonly name: string; readonly type: string; readonly values: string; readonly default: string }
export interface Row { readonly key: string; readonly cells: readonly string[] }
export interface Input { readonly key: string; readonly name: string; readonly label: string; readonly type: string }
export interface Knowledge { readonly key: string; readonly name: string; readonly parameters: readonly string[]; readonly text: string | null; readonly needs: readonly string[] }
export interface Test { readonly key: string; readonly name: string; readonly decision: string; readonly inputs: Readonly<Record<string, string>>; readonly expected: Readonly<Record<string, string>> }

/** A name that rules may use, with its words and allowed values. */
export interface Term { readonly name: string; readonly label: string; readonly type: string; readonly values: readonly Choice[] }
export interface Choice { readonly text: string; readonly label: string }

export interface Finding { readonly decision: string; readonly rule: string; readonly column: number; readonly text: string; readonly warning: boolean; readonly suggestion: string | null }
export interface TestOutcome { readonly key: string; readonly verdict: string; readonly actual: Readonly<Record<string, string>>; readonly wrong: readonly string[]; readonly message: string | null }
export interface Answer { readonly findings: readonly Finding[]; readonly tests: readonly TestOutcome[]; readonly inputs: readonly Input[]; readonly needs: Readonly<Record<string, readonly string[]>> }

export type Texts = Readonly<Record<string, string>>;

export interface Host { invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T> }
