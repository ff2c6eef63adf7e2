/** Style sheets as text, for shadow roots (Vite's `?inline`), and as files for pages. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
declare module '*.css';
