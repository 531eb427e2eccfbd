package io.tapline.cli.command;

import io.tapline.cli.output.ColorMode;
import io.tapline.cli.output.Format;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.RowsWriter;
import io.tapline.cli.output.Terminal;
import java.util.Map;
import picocli.CommandLine.Option;

/** How data is written. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, json or csv; data goes to stdout, everything else to stderr. Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never. auto obeys NO_COLOR. Default: auto.")
  private ColorMode color = ColorMode.AUTO;

  Format format() {
    return format;
  }

  Terminal terminal() {
    return Terminal.ofProcess(color, Map.copyOf(System.getenv()));
  }

  void write(Terminal terminal, Rows rows) {
    new RowsWriter(terminal).write(rows, format);
  }
}
