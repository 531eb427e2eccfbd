package io.tapline.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionSettingsTest {
  @TempDir private Path folder;

  @Test
  void readsOneRole() throws IOException {
    Path file =
        Files.writeString(folder.resolve("c"), "url=http\\://h\\:1\nreader.password=secret\n");
    ConnectionSettings settings = ConnectionSettings.read(file, Role.READER);
    assertThat(settings)
        .isEqualTo(new ConnectionSettings("http://h:1", "tapline_reader", "secret", "tapline"));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void namesTheFileAndThePropertyThatIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("c"), "url=http\\://h\\:1\n");
    assertThatThrownBy(() -> ConnectionSettings.read(file, Role.WRITER))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("writer.password");
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    assertThatThrownBy(() -> ConnectionSettings.read(folder.resolve("no"), Role.WRITER))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining("no");
  }
}
