package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of an attach point between its colons. A word ends at a blank, a comma or a brace; a
 * slash ends it except after a provider whose words are paths. Quotes keep anything. {@code $1} is
 * what the command line says, and is read as if it stood there.
 */
final class AttachPointLexer {
  private static final Set<String> WITH_PATHS =
      Set.of("usdt", "U", "uprobe", "u", "uretprobe", "ur", "iter", "it");

  private final ScriptText text;
  private final List<String> positional;
  private final List<String> parts = new ArrayList<>();
  private StringBuilder part = new StringBuilder();

  private AttachPointLexer(ScriptText text, List<String> positional) {
    this.text = text;
    this.positional = positional;
  }

  /** The parts of the point that begins here, without the name that may stand before it. */
  static List<String> read(ScriptText text, List<String> positional) {
    AttachPointLexer lexer = new AttachPointLexer(text, positional);
    lexer.read();
    return lexer.parts;
  }

  private void read() {
    while (!text.atEnd()) {
      char c = text.here();
      if (Character.isWhitespace(c) || "{},;".indexOf(c) >= 0 || (c == '/' && !isPath())) {
        break;
      }
      if (c == '"') {
        part.append(StringLexer.read(text).text());
      } else if (c == '$') {
        parameter();
      } else {
        boolean kept = text.check();
        text.take();
        if (kept) {
          append(c);
        }
      }
    }
    endPart();
  }

  private void append(char c) {
    if (c == ':') {
      endPart();
    } else if (c == '=' && parts.isEmpty() && part.length() > 0) {
      // What stands before is the probe's name, which nothing uses.
      part.setLength(0);
    } else {
      part.append(c);
    }
  }

  private void endPart() {
    parts.add(part.toString());
    part = new StringBuilder();
  }

  private boolean isPath() {
    return !parts.isEmpty() && (WITH_PATHS.contains(parts.get(0)) || parts.get(0).contains("*"));
  }

  private void parameter() {
    int start = text.position();
    text.take();
    while (ScriptText.isDigit(text.here())) {
      text.take();
    }
    String digits = text.since(start + 1);
    if (digits.isEmpty() || digits.startsWith("0") || digits.length() > 9) {
      SourceRange range = text.rangeSince(start);
      text.diagnostics()
          .error(
              range,
              "'$' in a probe stands before the number of a parameter",
              "$1 is the first one; quote a part with a '$' of its own");
      return;
    }
    int number = Integer.parseInt(digits);
    String value = number <= positional.size() ? positional.get(number - 1) : "";
    value.chars().forEach(c -> append((char) c));
  }
}
