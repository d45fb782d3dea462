import type { PairingView } from "./PairingView"; export type NewsroomView = { pairing: PairingView | null, waiting: number, };
