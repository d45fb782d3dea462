/** Follows the system between light and dark; `?theme=` decides in a development build. */
export function followTheme(): void {
  const forced = import.meta.env.DEV ? new URLSearchParams(location.search).get('theme') : null;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    document.documentElement.dataset.kernTheme = forced ?? (dark.matches ? 'dark' : 'light');
  };
  dark.addEventListener('change', apply);
  apply();
}
