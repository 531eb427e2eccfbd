package io.tapline.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom; see the README. */
class ArchitectureTest {
  private static final String AGENT = "io.tapline.agent.";
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tapline.agent");

  @Test
  void hasNoPackageCycles() {
    slices().matching("io.tapline.agent.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTheSystemCallRoomKnowsJnr() {
    noClasses()
        .that()
        .resideOutsideOfPackage(AGENT + "kernel.sys..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jnr..", "com.kenai..")
        .check(classes);
  }

  @Test
  void onlyThePublishingRoomKnowsKafkaAndAvro() {
    noClasses()
        .that()
        .resideOutsideOfPackage(AGENT + "publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..")
        .check(classes);
  }

  @Test
  void groundRoomsStandOnNothing() {
    noClasses()
        .that()
        .resideInAnyPackage(
            AGENT + "probe..", AGENT + "event..", AGENT + "name..", AGENT + "order..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            AGENT + "script..",
            AGENT + "compile..",
            AGENT + "bpf..",
            AGENT + "kernel..",
            AGENT + "target..",
            AGENT + "publish..",
            AGENT + "redact..",
            AGENT + "runtime..")
        .check(classes);
  }

  @Test
  void outputKnowsWhatProgramsSendAndNothingOfTheHost() {
    classes()
        .that()
        .resideInAPackage(AGENT + "trace.output..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            AGENT + "trace.output..",
            AGENT + "compile",
            AGENT + "script.type",
            AGENT + "script.ir",
            AGENT + "script.config",
            AGENT + "script.source",
            AGENT + "order",
            "io.tapline.schemas..",
            "java..",
            "org.jspecify..")
        .check(classes);
  }

  @Test
  void codeGenerationNeverSeesTheTreeAsWritten() {
    noClasses()
        .that()
        .resideInAnyPackage(AGENT + "compile.builtin..", AGENT + "bpf..", AGENT + "kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AGENT + "script.ast..", AGENT + "script.parse..")
        .check(classes);
  }

  @Test
  void theKernelLineKnowsBlueprintsOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(AGENT + "kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            AGENT + "script..", AGENT + "compile..", AGENT + "publish..", AGENT + "runtime..")
        .check(classes);
  }

  @Test
  void nothingButTheRuntimeKnowsTheRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage(AGENT + "runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AGENT + "runtime..")
        .check(classes);
  }
}
