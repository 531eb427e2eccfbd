package io.tapline.cli.up;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.cli.host.HostChecks;
import io.tapline.cli.host.HostFiles;
import io.tapline.cli.host.Problem;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a whole line needs of this host; a test without it skips and names it. */
final class HostNeeds {
  private HostNeeds() {}

  static void root() {
    new HostChecks(HostFiles.ofSystem()).root().map(Problem::what).ifPresent(HostNeeds::skip);
  }

  static void rootAndPerl() {
    root();
    new HostChecks(HostFiles.ofSystem()).btf().map(Problem::what).ifPresent(HostNeeds::skip);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "perl is missing");
  }

  private static void skip(String missing) {
    assumeTrue(false, missing);
  }
}
