package io.tapline.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house's rules for this module. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tapline.stream");

  @Test
  void pureRoomsKnowOnlyTheWireAndEachOther() {
    classes()
        .that()
        .resideInAnyPackage(
            "..stream.histogram..", "..stream.window..", "..stream.ledger..", "..stream.batch..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "io.tapline.schemas..",
            "io.tapline.stream.histogram..",
            "io.tapline.stream.window..",
            "io.tapline.stream.ledger..",
            "io.tapline.stream.batch..")
        .check(classes);
  }

  @Test
  void kafkaIsOnlyInSourceAndStandalone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..stream.source..", "..stream.standalone..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.apache.flink.connector.kafka..")
        .check(classes);
  }

  @Test
  void theStoreIsSpokenToOnlyBySink() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..stream.sink..", "..stream.job..", "..stream.standalone..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tapline.storage.engine..", "com.clickhouse..")
        .check(classes);
  }

  @Test
  void nothingDependsOnStandaloneAndOnlyItAndTheMainsOnJob() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..stream.standalone..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..stream.standalone..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackages("..stream.standalone..", "..stream.job..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..stream.job..")
        .check(classes);
  }

  @Test
  void onlyTheChildProcessMainsExit() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.standalone\\.(Broker|Flink)Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tapline.stream.(*)..").should().beFreeOfCycles().check(classes);
  }
}
