import type { Problem } from "./Problem"; export type Unreachable = { since: string, problem: Problem, };
