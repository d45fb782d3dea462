export type PairingView = { url: string, fingerprint: string, since: string, inKeyring: boolean, };
