/**
 * What the torture set demands of a client, as data: which events it delivers, and which failures it reports.
 * {@link dev.gpuworker.mock.scenario.demand.Demands#torture()} is the entry point; {@code docs/clients.md} explains the
 * format, and {@code demands.schema.json} beside this class defines it.
 */
@NullMarked
package dev.gpuworker.mock.scenario.demand;

import org.jspecify.annotations.NullMarked;
