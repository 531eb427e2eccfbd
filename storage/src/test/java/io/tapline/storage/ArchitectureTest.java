package io.tapline.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house's rules for this module. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tapline.storage");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tapline.storage.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheEngineKnowsTheDriver() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tapline.storage.engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.clickhouse..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEmbeddedEngineKnowsNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tapline.storage.engine.embedded")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jnr..")
        .check(CLASSES);
  }

  @Test
  void rowsKnowNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("io.tapline.storage.row")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tapline.schemas..",
            "io.tapline.storage.engine..",
            "io.tapline.storage.migrate..",
            "io.tapline.storage.query..")
        .check(CLASSES);
  }

  @Test
  void queriesAndMigrationsKnowNoEmbeddedEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.tapline.storage.query", "io.tapline.storage.migrate", "io.tapline.storage.engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tapline.storage.engine.embedded")
        .check(CLASSES);
  }

  @Test
  void onlyTheEnginesProcessPrintsOrExits() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ClickHouseMain")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
