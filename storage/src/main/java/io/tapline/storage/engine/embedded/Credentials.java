package io.tapline.storage.engine.embedded;

import io.tapline.storage.engine.Role;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The three accounts' passwords: drawn once per data folder, kept in a file that only its owner
 * reads.
 */
final class Credentials {
  private static final int PASSWORD_BYTES = 24;

  private final Map<Role, String> passwords;

  private Credentials(Map<Role, String> passwords) {
    this.passwords = passwords;
  }

  /**
   * Takes the file's passwords, draws those that it lacks, and writes it with today's url.
   *
   * @throws IOException when the file can be neither read nor replaced
   */
  static Credentials keep(Path file, String url) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + " is damaged (" + e.getMessage() + "): remove it", e);
      }
    }
    SecureRandom random = new SecureRandom();
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String name = role.key() + ".password";
      String password = properties.getProperty(name);
      if (password == null || password.isBlank()) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        properties.setProperty(name, password);
      }
      passwords.put(role, password);
    }
    properties.setProperty("url", url);
    StringWriter text = new StringWriter();
    properties.store(text, "Accounts of Tapline's ClickHouse. Keep this file to yourself.");
    replace(file, text.toString());
    return new Credentials(passwords);
  }

  /** SHA-256 of a role's password in hex, as users.xml wants it. */
  String passwordHash(Role role) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(passwords.get(role).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    // Created with its mode: at no moment can another user open it.
    Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
