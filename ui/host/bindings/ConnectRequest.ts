export type ConnectRequest = { address: string, line: string, };
