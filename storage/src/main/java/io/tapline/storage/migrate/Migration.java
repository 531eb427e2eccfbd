package io.tapline.storage.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the schema.
 *
 * @param version 1, 2, 3, ... without gaps
 * @param name what it does, from the file's name
 * @param checksum SHA-256 of the file, hex
 * @param statements to run in order; each can be run again without harm
 */
record Migration(int version, String name, String checksum, List<String> statements) {
  private static final Pattern FILE = Pattern.compile("V(\\d{4})__([a-z0-9_]+)\\.sql");
  private static final Pattern REPEATABLE = Pattern.compile("\\bIF (NOT )?EXISTS\\b");

  /**
   * Reads one file: comment lines, and statements that end with a semicolon at a line's end.
   *
   * @throws IllegalArgumentException for a name that is not V0001__words.sql, and for a statement
   *     without IF [NOT] EXISTS, which an interrupted migration could not run again
   */
  static Migration parse(String file, String text) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "migration " + file + ": the name is not V0001__words.sql");
    }
    StringBuilder sql = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (!line.stripLeading().startsWith("--")) {
        sql.append(line).append('\n');
      }
    }
    List<String> statements =
        Pattern.compile(";[ \t]*\n")
            .splitAsStream(sql + "\n")
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .toList();
    for (String statement : statements) {
      if (!REPEATABLE.matcher(statement).find()) {
        throw new IllegalArgumentException(
            "migration "
                + file
                + ": lacks IF [NOT] EXISTS, so it cannot be run again: "
                + statement);
      }
    }
    return new Migration(
        Integer.parseInt(matcher.group(1)), matcher.group(2), sha256(text), statements);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
