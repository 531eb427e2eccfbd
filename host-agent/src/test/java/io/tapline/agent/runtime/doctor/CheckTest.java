package io.tapline.agent.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.kernel.load.Privileges;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckTest {
  @Test
  void tellsWhatWasSeenAndNoRemedyWhenAllIsWell() {
    assertThat(new Check("CPUs", "buy some", () -> "2 online").run())
        .isEqualTo(new CheckResult("CPUs", CheckResult.Status.OK, "2 online", ""));
  }

  @Test
  void aCheckThatBreaksIsAnAnswerWithARemedyAndTheOthersGoOn() {
    Check broken =
        new Check(
            "bpf",
            "run as root",
            () -> {
              throw new UnsatisfiedLinkError("no libjffi");
            });
    Check fine = new Check("CPUs", "buy some", () -> "2 online");

    assertThat(new Doctor(List.of(broken, fine)).examine())
        .containsExactly(
            new CheckResult("bpf", CheckResult.Status.MISSING, "no libjffi", "run as root"),
            new CheckResult("CPUs", CheckResult.Status.OK, "2 online", ""));
  }

  @Test
  void namesTheMissingCapabilities() {
    long perfmonOnly = 1L << 38;
    CheckResult result =
        HostChecks.of(new Privileges(perfmonOnly, "2", "2", "")).stream()
            .filter(c -> c.name().equals("capabilities"))
            .findFirst()
            .orElseThrow()
            .run();
    assertThat(result.status()).isEqualTo(CheckResult.Status.MISSING);
    assertThat(result.detail()).isEqualTo("missing CAP_BPF");
  }

  @Test
  void refusesConfidentialityAndAllowsIntegrity() {
    assertThat(lockdown("confidentiality")).isEqualTo(CheckResult.Status.MISSING);
    assertThat(lockdown("integrity")).isEqualTo(CheckResult.Status.OK);
    assertThat(lockdown("")).isEqualTo(CheckResult.Status.OK);
  }

  private static CheckResult.Status lockdown(String mode) {
    return HostChecks.of(new Privileges(-1, "2", "2", mode)).stream()
        .filter(c -> c.name().equals("lockdown"))
        .findFirst()
        .orElseThrow()
        .run()
        .status();
  }

  @Test
  void whatTheDefaultTapsetsDoWithoutIsAbsentAndNotMissing() {
    CheckResult result =
        Check.optional(
                "kprobes",
                "another kernel",
                () -> {
                  throw new Missing("none");
                })
            .run();
    assertThat(result.status()).isEqualTo(CheckResult.Status.ABSENT);
    assertThat(result.remedy()).isEqualTo("another kernel");
  }
}
