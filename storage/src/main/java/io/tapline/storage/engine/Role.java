package io.tapline.storage.engine;

import java.util.Locale;

/** The three accounts of the store. */
public enum Role {
  /** Owns the schema: creates and alters tables, reads and writes them. */
  MIGRATOR,
  /** May insert, and nothing else. */
  WRITER,
  /** May select, within limits; sees merged rows (final = 1). */
  READER;

  /** The account's name in the engine: tapline_migrator, tapline_writer, tapline_reader. */
  public String user() {
    return "tapline_" + key();
  }

  /** The role's name in a credentials file: migrator, writer, reader. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
