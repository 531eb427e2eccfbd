package io.tapline.dashboard.server;

import org.eclipse.jetty.http.HttpFields;

/** What every response says to the browser about itself. */
final class SecurityHeaders {
  /**
   * Own scripts and styles only, no markup from strings (trusted types), no frames, no forms: a
   * process name that holds markup stays text even where the page had a bug.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private SecurityHeaders() {}

  static void addTo(HttpFields.Mutable headers) {
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
  }
}
