package io.tapline.dashboard.view;

/**
 * Which records are asked for.
 *
 * @param tapset one tapset; "" means none is chosen
 * @param host one host, or "" for all
 * @param key one key, its columns joined by {@link #KEY_SEPARATOR}, or "" for all
 */
public record Filter(String tapset, String host, String key) {
  /** Between the columns of a key: ASCII's unit separator, which no rendered value holds. */
  public static final String KEY_SEPARATOR = "\u001f";
}
