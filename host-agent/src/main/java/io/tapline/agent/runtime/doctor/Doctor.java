package io.tapline.agent.runtime.doctor;

import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.target.host.BinaryFinder;
import java.util.ArrayList;
import java.util.List;

/**
 * Examines this host by trying: loads programs that do nothing, opens events and closes them again.
 * Nothing stays behind but a mounted tracefs. Takes about half a second, mostly jnr's start.
 */
public final class Doctor {
  private final List<Check> checks;

  Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** The doctor for the host this runs on. */
  public static Doctor ofHost() {
    List<Check> checks = new ArrayList<>(HostChecks.of(Privileges.read()));
    try {
      LibC libc = LibC.load();
      checks.addAll(new KernelChecks(libc).all());
    } catch (UnsupportedOperationException | LinkageError e) {
      checks.add(
          new Check(
              "C library",
              "run the agent on x86-64 Linux with glibc, from a folder for temporary files that"
                  + " allows execution (-Djffi.boot.library.path names another)",
              () -> {
                throw new Missing(e.getMessage());
              }));
    }
    checks.add(PostgresCheck.of(BinaryFinder.ofHost().withRunning()));
    return new Doctor(checks);
  }

  /** Looks at everything, in an order that reads well; never fails. */
  public List<CheckResult> examine() {
    return checks.stream().map(Check::run).toList();
  }
}
