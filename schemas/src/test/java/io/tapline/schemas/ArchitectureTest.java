package io.tapline.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tapline.schemas");

  @Test
  void importsOnlyAvro() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.tapline.schemas..", "org.apache.avro..", "java..", "org.jspecify..")
        .check(classes);
  }

  @Test
  void hasNoPackageCycles() {
    slices().matching("io.tapline.(schemas..)").should().beFreeOfCycles().check(classes);
  }
}
