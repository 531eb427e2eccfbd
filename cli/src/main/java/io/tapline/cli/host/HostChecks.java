package io.tapline.cli.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What must hold before {@code up} starts anything: one method per condition. */
public final class HostChecks {
  private final HostFiles files;

  /** Checks against these files. */
  public HostChecks(HostFiles files) {
    this.files = files;
  }

  /** Loading programs into the kernel needs root. */
  public Optional<Problem> root() {
    try {
      int uid = (Integer) Files.getAttribute(files.self(), "unix:uid");
      return uid == 0
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  "not root (uid " + uid + "): eBPF programs can only be loaded by root",
                  "sudo ./tapline up, or ./tapline up --no-agent to look at stored data only"));
    } catch (IOException e) {
      return Optional.of(new Problem("cannot read " + files.self() + ": " + e, "mount /proc"));
    }
  }

  /** The programs read kernel structures through BTF. */
  public Optional<Problem> btf() {
    return Files.isReadable(files.btf())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "no BTF: " + files.btf() + " is not there or not readable",
                "run a kernel built with CONFIG_DEBUG_INFO_BTF=y (Debian 11+, Ubuntu 20.10+,"
                    + " RHEL 8.2+ have it)"));
  }

  /** Tracepoint numbers and formats come from tracefs. */
  public Optional<Problem> tracefs() {
    boolean mounted =
        files.tracefs().stream().anyMatch(folder -> Files.isDirectory(folder.resolve("events")));
    return mounted
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "tracefs is not mounted at " + files.tracefs().get(0),
                "mount -t tracefs nodev " + files.tracefs().get(0)));
  }

  /** Room on the disk of a folder, which need not exist yet. */
  public Optional<Problem> space(Path folder, long neededBytes, String forWhat) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      return free >= neededBytes
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  "disk full: "
                      + (free >> 20)
                      + " MiB free under "
                      + existing
                      + ", "
                      + forWhat
                      + " needs "
                      + (neededBytes >> 20)
                      + " MiB",
                  "make room, or choose another folder"));
    } catch (IOException e) {
      return Optional.of(
          new Problem("cannot look at the disk of " + existing + ": " + e, "check the mount"));
    }
  }

  /** A port of 127.0.0.1 that must be free. */
  public Optional<Problem> port(int port, String option) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Problem(
              "port " + port + " on 127.0.0.1 is in use",
              "choose another with "
                  + option
                  + " PORT, or find the holder: ss -ltnp 'sport = :"
                  + port
                  + "'"));
    }
  }
}
