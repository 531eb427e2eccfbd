package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** {@code cgroupid("path")}: the id of a control group of version 2 by its folder, known now. */
final class CgroupIdFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    String path = arguments.literalText(0);
    OptionalLong id = OptionalLong.empty();
    try {
      id = lowering.scope().catalog().cgroup(Path.of(path));
    } catch (InvalidPathException e) {
      // A path with a NUL names nothing.
      id = OptionalLong.empty();
    }
    long number =
        id.orElseThrow(
            () ->
                arguments.fail(
                    "Failed to get `cgroupid` for path: \""
                        + path
                        + "\": No such file or directory"));
    return new Value.Constant(Type.UINT64, number);
  }
}
