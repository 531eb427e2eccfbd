package io.tapline.agent.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.kernel.load.Privileges;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The doctor on the host the tests run on. */
final class DoctorKernelIT {
  @Test
  void findsWhatTheDefaultTapsetsNeed() {
    List<String> missing = Privileges.read().missing();
    assumeTrue(missing.isEmpty(), "missing capabilities: " + missing);

    Map<String, CheckResult> results =
        Doctor.ofHost().examine().stream()
            .collect(Collectors.toMap(CheckResult::check, Function.identity()));

    assertThat(
            List.of(
                "kernel release",
                "CPUs",
                "capabilities",
                "BTF",
                "bpf",
                "ring buffer",
                "raw tracepoints",
                "tracefs",
                "tracepoints",
                "profile"))
        .allSatisfy(
            check ->
                assertThat(results.get(check).status())
                    .as("%s", results.get(check))
                    .isEqualTo(CheckResult.Status.OK));
    assertThat(results.values())
        .allSatisfy(
            r ->
                assertThat(r.remedy().isEmpty())
                    .as("%s", r)
                    .isEqualTo(r.status() == CheckResult.Status.OK))
        .allSatisfy(r -> assertThat(r.detail()).isNotEmpty());
  }
}
