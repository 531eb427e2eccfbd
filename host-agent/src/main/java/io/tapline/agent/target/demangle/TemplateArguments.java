package io.tapline.agent.target.demangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into names. */
final class TemplateArguments {
  private TemplateArguments() {}

  /** The arguments that a name ends with; null when it does not. */
  static @Nullable List<Node> of(Node name) {
    if (name instanceof Names.Template template) {
      return template.arguments();
    } else if (name instanceof Names.Qualified qualified) {
      return of(qualified.name());
    }
    return name instanceof Names.Local local ? of(local.entity()) : null;
  }

  /** Whether the type of a function with that name begins with what it returns. */
  static boolean hasResult(Node name) {
    if (name instanceof Names.Template template) {
      return !isStructorOrConversion(template.name());
    } else if (name instanceof Names.Qualified qualified) {
      return hasResult(qualified.name());
    }
    return name instanceof Names.Local local && hasResult(local.entity());
  }

  private static boolean isStructorOrConversion(Node name) {
    if (name instanceof Names.Within within) {
      return isStructorOrConversion(within.inner());
    } else if (name instanceof Names.Tagged tagged) {
      return isStructorOrConversion(tagged.name());
    }
    return name instanceof Names.Structor || name instanceof Names.Conversion;
  }
}
