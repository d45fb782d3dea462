declare module 'virtual:handbook' {
  export const sections: import('./render.ts').Section[];
}
