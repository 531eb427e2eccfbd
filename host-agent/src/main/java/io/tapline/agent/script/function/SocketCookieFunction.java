package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code socket_cookie(sock)}: the cookie of a struct sock *; at fentry and fexit. */
final class SocketCookieFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Provider provider = lowering.scope().site().point().provider();
    if (provider != Provider.FENTRY && provider != Provider.FEXIT) {
      throw arguments.fail(
          "socket_cookie can not be used with \"" + provider.keyword() + "\" probes");
    }
    Value socket = arguments.value(0);
    if (!(socket.type() instanceof Type.Pointer pointer)
        || !pointer.target().toString().equals("struct sock")) {
      throw arguments.fail(
          "socket_cookie() only supports 'struct sock *' as the argument ("
              + socket.type()
              + " provided)");
    }
    return new Value.Call(Intrinsic.SOCKET_COOKIE, List.of(socket), Type.UINT64);
  }
}
