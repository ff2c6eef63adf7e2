/** What the build fills in. */
/// <reference types="vite/client" />
