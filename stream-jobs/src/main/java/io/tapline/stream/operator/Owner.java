package io.tapline.stream.operator;

/**
 * Who owns a set of windows. Its key is a string, which Flink hashes alike everywhere and forever.
 *
 * @param host host name
 * @param tapset name of the tapset or script
 */
record Owner(String host, String tapset) {
  /** Both names; the host's length tells where it ends, because foreign names may hold anything. */
  String key() {
    return host.length() + ":" + host + tapset;
  }

  static Owner ofKey(String key) {
    int colon = key.indexOf(':');
    int hostEnd = colon + 1 + Integer.parseInt(key.substring(0, colon));
    return new Owner(key.substring(colon + 1, hostEnd), key.substring(hostEnd));
  }
}
