package io.tapline.cli.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DIR/run.json: where a running {@code up} and its parts are found. Readable by its owner only.
 *
 * @param pid the {@code up} process
 * @param data the data folder
 * @param page the page's address
 * @param kafka bootstrap servers
 * @param clickhouse the store's HTTP address
 * @param credentials the file with the store's accounts
 * @param flink the job's web address, or null
 */
public record RunFile(
    long pid,
    String data,
    String page,
    String kafka,
    String clickhouse,
    String credentials,
    @Nullable String flink) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** The file in a data folder. */
  public static Path in(Path folder) {
    return folder.resolve("run.json");
  }

  /** Writes the file whole or not at all. */
  public void write(Path folder) throws IOException {
    Path draft = folder.resolve("run.json.new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(draft, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(draft, in(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads a folder's file. */
  public static RunFile read(Path folder) throws IOException {
    return new ObjectMapper().readValue(in(folder).toFile(), RunFile.class);
  }

  /** Whether the {@code up} that wrote it still runs. */
  public boolean stillRuns() {
    return ProcessHandle.of(pid).isPresent();
  }
}
