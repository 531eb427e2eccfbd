package io.tapline.cli.command;

import io.tapline.cli.output.Rows;
import io.tapline.schemas.AvroCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What runs here: for a bug report. */
@Command(
    name = "version",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {"  tapline version", "  tapline version -o json", ""},
    description = "Versions of Tapline, Java, the kernel and the wire's schemas.")
final class VersionCommand extends CommandWithHelp implements Runnable {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    rows.add(List.of("tapline", Objects.requireNonNullElse(version, "development build")));
    rows.add(List.of("java", System.getProperty("java.vm.version")));
    rows.add(
        List.of("kernel", System.getProperty("os.version") + " " + System.getProperty("os.arch")));
    for (Schema schema : AvroCodec.SCHEMAS) {
      rows.add(List.of("schema " + schema.getName(), AvroCodec.topicKey(schema)));
    }
    output.write(output.terminal(), new Rows(List.of("part", "version"), rows));
  }
}
