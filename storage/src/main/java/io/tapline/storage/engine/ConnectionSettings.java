package io.tapline.storage.engine;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the engine is and who speaks to it.
 *
 * @param url of its HTTP port, for example {@code http://127.0.0.1:8123}
 * @param database the default one; empty for the account's own default, which exists before any
 *     migration
 */
public record ConnectionSettings(String url, String user, String password, String database) {
  /** The database of all tables. */
  public static final String DATABASE = "tapline";

  /**
   * Reads one role's settings from a credentials file: Java properties {@code url}, {@code
   * migrator.password}, {@code writer.password}, {@code reader.password}.
   *
   * @throws FatalEngineException when the file cannot be read or lacks a property
   */
  public static ConnectionSettings read(Path credentials, Role role) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(credentials, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new FatalEngineException("read credentials " + credentials + ": " + e, e);
    }
    return new ConnectionSettings(
        required(properties, "url", credentials),
        role.user(),
        required(properties, role.key() + ".password", credentials),
        DATABASE);
  }

  private static String required(Properties properties, String name, Path file) {
    String value = properties.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new FatalEngineException(
          "credentials "
              + file
              + " lack the property "
              + name
              + "; remove the file to have it made anew");
    }
    return value;
  }

  /** Without the password: settings end up in logs. */
  @Override
  public String toString() {
    return user + "@" + url + "/" + database;
  }
}
