package io.tapline.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom in the kernel line and the host's readers. */
final class KernelArchitectureTest {
  private static final String OURS = "io.tapline..";
  private static final String SYS = "io.tapline.agent.kernel.sys..";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tapline.agent");

  @Test
  void jnrLivesInOneRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SYS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jnr..", "com.kenai.jffi..")
        .check(classes);
  }

  @Test
  void theKernelLineKnowsBlueprintsAndProbesOnly() {
    classes()
        .that()
        .resideInAPackage("io.tapline.agent.kernel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tapline.agent.kernel..",
            "io.tapline.agent.bpf..",
            "io.tapline.agent.probe..",
            "java..",
            "jnr..",
            "com.kenai.jffi..",
            "org.jspecify..",
            "org.slf4j..")
        .check(classes);
  }

  @Test
  void readersOfTheHostKnowProbesAndNamesOnly() {
    classes()
        .that()
        .resideInAPackage("io.tapline.agent.target..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tapline.agent.target..",
            "io.tapline.agent.probe..",
            "io.tapline.agent.name..",
            "io.tapline.agent.order..",
            "java..",
            "org.jspecify..")
        .check(classes);
  }

  @Test
  void systemCallsKnowNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage(SYS)
        .should()
        .dependOnClassesThat(resideInAPackage(OURS).and(resideOutsideOfPackage(SYS)))
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tapline.agent.(**)").should().beFreeOfCycles().check(classes);
  }
}
