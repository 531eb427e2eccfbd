package io.tapline.agent.runtime.doctor;

import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.host.BinaryFinder;
import io.tapline.agent.target.usdt.UsdtNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whether a PostgreSQL with USDT probes is installed or runs. */
final class PostgresCheck {
  /** Where Debian and the PostgreSQL project's own packages for it keep servers, by version. */
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");

  private PostgresCheck() {}

  static Check of(BinaryFinder binaries) {
    return Check.optional(
        "PostgreSQL probes",
        "install a PostgreSQL built with --enable-dtrace (Debian's and PGDG's are):"
            + " apt install postgresql",
        () -> look(binaries));
  }

  private static String look(BinaryFinder binaries) throws Exception {
    List<Path> servers = new ArrayList<>(binaries.find("postgres"));
    boolean running = !servers.isEmpty();
    servers.addAll(installed());
    for (Path server : servers) {
      try (ElfFile elf = ElfFile.open(server)) {
        int sites = UsdtNotes.read(elf).size();
        if (sites > 0) {
          return server + " has " + sites + " sites" + (running ? "" : ", and does not run");
        }
      }
    }
    throw new Missing(servers.isEmpty() ? "no server found" : servers + " have no USDT probes");
  }

  private static List<Path> installed() throws IOException {
    if (!Files.isDirectory(INSTALLATIONS)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
      return versions
          .map(v -> v.resolve("bin/postgres"))
          .filter(Files::isRegularFile)
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
