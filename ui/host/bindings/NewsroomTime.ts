export type NewsroomTime = { now: string, uncertaintyMs: number, synced: boolean, };
