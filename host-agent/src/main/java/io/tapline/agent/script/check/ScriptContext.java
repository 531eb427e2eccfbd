package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.ReadRanges;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.target.ProbeCatalog;

/**
 * What one round of lowering knows of the whole script.
 *
 * @param functions it may call
 * @param maps what its maps are
 * @param types of everything that is set, so far
 * @param messages it sends, so far
 * @param ranges where its values come from, so far
 * @param records types and constants it can name
 * @param catalog what the host offers
 * @param startNanos CLOCK_MONOTONIC when its lowering began
 * @param limits bounds, settings and arguments
 * @param diagnostics where to complain
 */
record ScriptContext(
    FunctionTable functions,
    MapUses maps,
    TypeTable types,
    MessageTable messages,
    ReadRanges ranges,
    RecordTable records,
    ProbeCatalog catalog,
    long startNanos,
    CheckLimits limits,
    Diagnostics diagnostics) {}
