package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.SentMessage;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of messages, and where their values are. */
class MessageTableTest {
  private static final Type.Int UINT8 = new Type.Int(1, false);

  @Test
  void putsValuesBehindTheHeaderOneAfterAnother() {
    MessageTable table =
        new MessageTable(
            List.of(
                new SentMessage(0, new Message.Exit(), List.of()),
                new SentMessage(
                    1,
                    new Message.PrintValue(),
                    List.of(UINT8, Type.UINT64, new Type.Text(5), UINT8, Type.UINT32))),
            40);
    assertThat(table.layout(0))
        .isEqualTo(new MessageLayout(40, new Message.Exit(), List.of(), List.of(), 16));
    assertThat(table.layout(1).id()).isEqualTo(41);
    assertThat(table.layout(1).offsets()).containsExactly(16, 24, 32, 40, 44);
    assertThat(table.layout(1).sizeBytes()).isEqualTo(48);
  }

  @Test
  void numbersFailuresOfHelpersBehindTheScriptsMessages() {
    MessageTable table =
        new MessageTable(List.of(new SentMessage(0, new Message.Exit(), List.of())), 0);
    Message.HelperFailed here = new Message.HelperFailed("map_update_elem", new SourceRange(1, 2));
    Message.HelperFailed there = new Message.HelperFailed("map_update_elem", new SourceRange(3, 4));
    assertThat(table.failure(here).id()).isEqualTo(1);
    assertThat(table.failure(there).id()).isEqualTo(2);
    assertThat(table.failure(here).id()).isEqualTo(1);
    assertThat(table.layouts()).extracting(MessageLayout::id).containsExactly(0, 1, 2);
    assertThat(table.failure(here).offsets()).containsExactly(16);
    assertThat(table.failure(here).sizeBytes()).isEqualTo(24);
  }
}
