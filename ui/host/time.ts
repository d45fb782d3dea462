/** This machine's clock, in milliseconds of UTC. The only place of the window that reads one. */
export function machineTime(): number {
  return Date.now();
}
