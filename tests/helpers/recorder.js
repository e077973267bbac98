// What a page complains of, from its first moment on. Tests put this before everything else in it.
window.complaints = [];
for (const kind of ["error", "warn"]) {
  const say = console[kind];
  console[kind] = (...words) => {
    window.complaints.push(`console.${kind}: ${words.join(" ")}`);
    say.apply(console, words);
  };
}
addEventListener(
  "error",
  (event) =>
    window.complaints.push(
      event.message ??
        `did not load: ${event.target.src ?? event.target.href ?? event.target}`,
    ),
  true,
);
addEventListener("unhandledrejection", (event) =>
  window.complaints.push(`not caught: ${event.reason}`),
);
addEventListener("securitypolicyviolation", (event) =>
  window.complaints.push(
    `policy: ${event.violatedDirective} forbids ${event.blockedURI || "inline"}`,
  ),
);
