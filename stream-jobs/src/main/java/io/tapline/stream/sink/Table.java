package io.tapline.stream.sink;

import io.tapline.storage.row.AgentRowEncoder;
import io.tapline.storage.row.EventRowEncoder;
import io.tapline.storage.row.HopRowEncoder;
import io.tapline.storage.row.LedgerRowEncoder;
import io.tapline.storage.row.LedgerSecondRowEncoder;
import io.tapline.storage.row.RowEncoder;
import io.tapline.storage.row.TapsetStatusRowEncoder;
import io.tapline.storage.row.WindowRowEncoder;
import java.util.List;

/** The tables that the job writes. */
public enum Table {
  /** Raw events. */
  EVENTS(new EventRowEncoder()),
  /** Window statistics. */
  WINDOWS(new WindowRowEncoder()),
  /** Agents' counts. */
  LEDGER(new LedgerRowEncoder()),
  /** Agents' counts by second. */
  LEDGER_SECONDS(new LedgerSecondRowEncoder()),
  /** This job's counts. */
  HOPS(new HopRowEncoder()),
  /** Agents. */
  AGENTS(new AgentRowEncoder()),
  /** Tapsets on agents. */
  TAPSET_STATUS(new TapsetStatusRowEncoder());

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Copied by List.copyOf.
  private final List<String> columns;

  Table(RowEncoder<?> encoder) {
    this.title = encoder.table();
    this.columns = List.copyOf(encoder.columns());
  }

  /** Name in the database. */
  public String title() {
    return title;
  }

  /** Columns in the order of the rows' encoding. */
  public List<String> columns() {
    return columns;
  }
}
