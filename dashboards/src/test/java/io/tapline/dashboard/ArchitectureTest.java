package io.tapline.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom in this module; house.md says why. */
class ArchitectureTest {
  private static final String ROOM = "io.tapline.dashboard";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOM);

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOM + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void groundImportsNothingOfOurs() {
    classes()
        .that()
        .resideInAPackage(ROOM)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOM, "java..", "org.jspecify..")
        .check(classes);
  }

  @Test
  void viewsKnowNoHttp() {
    classes()
        .that()
        .resideInAPackage(ROOM + ".view")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOM,
            ROOM + ".view",
            "io.tapline.schemas",
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..")
        .check(classes);
  }

  @Test
  void onlyTheStoredQuestionsKnowStorage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOM + ".stored")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tapline.storage..")
        .check(classes);
  }

  @Test
  void nothingPrintsOrExits() {
    noClasses().should().accessField(System.class, "out").check(classes);
    noClasses().should().accessField(System.class, "err").check(classes);
    noClasses().should().callMethod(System.class, "exit", int.class).check(classes);
  }

  @Test
  void nothingReachesForTheAgentTheJobsOrTheirLibraries() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tapline.agent..",
            "io.tapline.stream..",
            "io.tapline.cli..",
            "org.apache.kafka..",
            "org.apache.flink..",
            "com.clickhouse..",
            "jnr..")
        .check(classes);
  }
}
