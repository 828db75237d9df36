/** Answers as a form holds them while they are typed: whatever they are, valid or not. */
export type Answers = { readonly [name: string]: unknown };
