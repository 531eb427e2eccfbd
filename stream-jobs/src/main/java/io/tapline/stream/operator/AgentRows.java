package io.tapline.stream.operator;

import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.TapsetStatus;
import io.tapline.storage.row.AgentRow;
import io.tapline.storage.row.AgentRowEncoder;
import io.tapline.storage.row.LedgerRow;
import io.tapline.storage.row.LedgerRowEncoder;
import io.tapline.storage.row.LedgerSecondRow;
import io.tapline.storage.row.LedgerSecondRowEncoder;
import io.tapline.storage.row.TapsetStatusRow;
import io.tapline.storage.row.TapsetStatusRowEncoder;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowBlockBuilder;
import io.tapline.stream.sink.Table;
import java.util.function.Consumer;

/**
 * Turns what agents say of themselves into rows, one for one: these records are cumulative or have
 * an identity of their own, so a repeat changes nothing. Not thread-safe.
 */
final class AgentRows {
  private final RowBlockBuilder<LedgerRow> ledger =
      new RowBlockBuilder<>(Table.LEDGER, new LedgerRowEncoder());
  private final RowBlockBuilder<LedgerSecondRow> seconds =
      new RowBlockBuilder<>(Table.LEDGER_SECONDS, new LedgerSecondRowEncoder());
  private final RowBlockBuilder<AgentRow> agents =
      new RowBlockBuilder<>(Table.AGENTS, new AgentRowEncoder());
  private final RowBlockBuilder<TapsetStatusRow> tapsets =
      new RowBlockBuilder<>(Table.TAPSET_STATUS, new TapsetStatusRowEncoder());

  void encode(LedgerEntry e, Consumer<RowBlock> blocks) {
    ledger.add(
        new LedgerRow(
            e.getAgent(),
            e.getHost(),
            e.getBoot(),
            e.getTapset(),
            e.getSequence(),
            e.getTimeNanos(),
            e.getClosed(),
            e.getHits(),
            e.getFiltered(),
            e.getCaptured(),
            e.getPending(),
            e.getHanded(),
            e.getAcked(),
            e.getFailed(),
            e.getDropped(),
            e.getDiscarded(),
            e.getUnseen()),
        blocks);
    ledger.finish(blocks);
    for (int i = 0; i < e.getSeconds().size(); i++) {
      seconds.add(
          new LedgerSecondRow(
              e.getAgent(),
              e.getHost(),
              e.getBoot(),
              e.getTapset(),
              e.getSeconds().get(i),
              e.getSequence(),
              e.getSecondCounts().get(i)),
          blocks);
    }
    seconds.finish(blocks);
  }

  void encode(AgentStatus s, Consumer<RowBlock> blocks) {
    agents.add(
        new AgentRow(
            s.getAgent(),
            s.getHost(),
            s.getBoot(),
            s.getTimeNanos(),
            s.getKernel(),
            s.getCpus(),
            s.getRssBytes(),
            s.getCpuNanos(),
            s.getStopping()),
        blocks);
    agents.finish(blocks);
    for (TapsetStatus tapset : s.getTapsets()) {
      tapsets.add(
          new TapsetStatusRow(
              s.getAgent(),
              s.getHost(),
              s.getBoot(),
              tapset.getTapset(),
              tapset.getState().name(),
              tapset.getDetail(),
              tapset.getProbes(),
              s.getTimeNanos()),
          blocks);
    }
    tapsets.finish(blocks);
  }
}
