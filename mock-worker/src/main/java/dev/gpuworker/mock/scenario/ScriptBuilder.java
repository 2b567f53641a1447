package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Builds a {@link Script}, one method for each verb of scenario files. Pass a step with more settings as a whole:
 * {@code add(Write.Token.of("ok").wire(WirePlan.pieces(1)))}. Not thread-safe.
 */
public final class ScriptBuilder {
    private final List<Step> steps = new ArrayList<>();
    private StreamHead head = StreamHead.PLAIN;

    ScriptBuilder() {}

    /** Sets a header of the response. Default: those that every stream has. */
    public ScriptBuilder header(String name, String value) {
        head = head.header(name, value);
        return this;
    }

    /** Sets what becomes of the connection after the stream (D-20). Default: what the worker does otherwise. */
    public ScriptBuilder afterStream(AfterStream afterStream) {
        head = head.afterStream(afterStream);
        return this;
    }

    /** Adds any step. */
    public ScriptBuilder add(Step step) {
        steps.add(step);
        return this;
    }

    /** Adds the {@code started} event, filled from the job. */
    public ScriptBuilder started() {
        return add(Write.Started.FROM_JOB);
    }

    /** Adds one {@code token} event with the next index. */
    public ScriptBuilder token(String t) {
        return add(Write.Token.of(t));
    }

    /**
     * Adds one {@code token} event with the next index, its bytes written by a plan: {@code token("ok 🙂", wire ->
     * wire.stopAfter(ByteOffset.inText(5)))}.
     */
    public ScriptBuilder token(String t, UnaryOperator<WirePlan> wire) {
        return add(Write.Token.of(t).wire(wire.apply(WirePlan.NONE)));
    }

    /** Adds the tokens of a text, each this long after the previous one. */
    public ScriptBuilder tokens(String text, Duration every) {
        return add(Write.Tokens.text(text).every(Pacing.of(every)));
    }

    /** Adds this many numbered tokens, each this long after the previous one. */
    public ScriptBuilder tokens(int count, Duration every) {
        return add(Write.Tokens.count(count).every(Pacing.of(every)));
    }

    /** Adds a {@code metrics} event, filled from the job. */
    public ScriptBuilder metrics() {
        return add(Write.Metrics.FROM_JOB);
    }

    /** Adds the terminal {@code end} event, filled from the job. */
    public ScriptBuilder end() {
        return add(Write.End.FROM_JOB);
    }

    /** Adds the terminal {@code error} event with the code's own {@code retriable}. */
    public ScriptBuilder error(ErrorCode code) {
        return add(Write.Failure.of(code.name()));
    }

    /** Adds an SSE comment. */
    public ScriptBuilder comment(String text) {
        return add(Write.Comment.of(text));
    }

    /** Adds the UTF-8 bytes of this text unchanged. */
    public ScriptBuilder raw(String text) {
        return add(Write.Raw.text(text));
    }

    /** Adds these bytes unchanged. */
    public ScriptBuilder raw(byte[] bytes) {
        return add(new Write.Raw(RawBytes.of(bytes), WirePlan.NONE));
    }

    /** Moves the time line on by this wait. */
    public ScriptBuilder waitFor(Duration duration) {
        return add(new Pause.Wait(Pacing.of(duration)));
    }

    /** Waits for this gate to open. */
    public ScriptBuilder hold(String gate) {
        return add(new Pause.Hold(gate));
    }

    /** Keeps the connection and sends nothing, without end. */
    public ScriptBuilder stall() {
        return add(Pause.Stall.forever());
    }

    /** Keeps the connection and sends nothing for this long. */
    public ScriptBuilder stall(Duration duration) {
        return add(new Pause.Stall(Pause.Stall.At.HERE, duration));
    }

    /** Sends nothing, not even the response's status line; allowed only as the first step. */
    public ScriptBuilder stallBeforeHeaders() {
        return add(new Pause.Stall(Pause.Stall.At.BEFORE_HEADERS, null));
    }

    /** Ends the response cleanly, as the end of a script does. */
    public ScriptBuilder eof() {
        return add(new Ending.Eof());
    }

    /** Closes the connection without the last chunk. */
    public ScriptBuilder cut() {
        return add(new Ending.Cut(Ending.Cut.Kind.CLOSE));
    }

    /** Closes our direction of the connection without the last chunk. */
    public ScriptBuilder halfClose() {
        return add(new Ending.Cut(Ending.Cut.Kind.HALF_CLOSE));
    }

    /** Resets the connection. */
    public ScriptBuilder reset() {
        return add(new Ending.Reset());
    }

    /** Ends the worker's process with this code, 0 to 255. */
    public ScriptBuilder exit(int code) {
        return add(new Ending.Exit(code));
    }

    /** Ends the worker as {@link #exit(int)} does, and has it answer again after this time, above 0. */
    public ScriptBuilder exitAndComeBack(int code, Duration backAfter) {
        return add(new Ending.Exit(code, backAfter));
    }

    /** Returns the script. Throws {@link IllegalArgumentException} if it has no steps. */
    public Script build() {
        return new Script(steps, head);
    }
}
