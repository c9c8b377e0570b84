package dev.glissade.bench.peers;

import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.spi.Recipe;
import java.util.ArrayList;
import java.util.List;

/// One step of an optimizer, without the network that it trains.
final class OptimizersFamily implements Family {

    /// Whose rule runs as ours, and who else takes part.
    private enum Kind {
        /// Built in, beside every library.
        EVERYBODY(""),
        /// Built in, beside a loop in C.
        COMPILED(""),
        /// Somebody else's, as equations have it, beside the one built in.
        THREE_DIVISIONS("plugin's, 3 divisions: "),
        /// Somebody else's, in the form that has the least to compute, beside the one built in.
        ONE_DIVISION("plugin's, 1 division: ");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /// An optimizer over parameters of a type and number.
    private record Case(String optimizer, boolean doubles, int length, Kind kind, String target) {
        String row() {
            return kind.title + optimizer + (doubles ? " float64" : "") + " n=" + length;
        }

        boolean large() {
            return length > 1_000_000;
        }
    }

    private static final String BUILT_IN = "built-in";
    private static final String ADAM = "adam";

    /// Four arrays are read and three of them written.
    private static final double ADAM_ACCESSES = 7;

    /// As many roundings to `float` as lie between two forms of one formula, and the ε that DJL and ND4J do not correct.
    private static final double ROUNDINGS = 0x1p-20;

    private static final String AS_C = "≥ 1.0 × c";
    private static final String AS_BUILT_IN = "≥ 0.8 × built-in";

    /// The short row comes first: what HotSpot makes of a loop depends on the lengths that it has met.
    private static final List<Case> CASES = List.of(
            new Case(ADAM, false, 100, Kind.EVERYBODY, "≤ 250 ns"),
            new Case(ADAM, false, 4_096, Kind.EVERYBODY, ""),
            new Case(ADAM, false, 100_000, Kind.EVERYBODY, AS_C),
            new Case(ADAM, false, 16_000_000, Kind.EVERYBODY, AS_C),
            new Case(ADAM, true, 100_000, Kind.COMPILED, ""),
            new Case("sgd", false, 100_000, Kind.COMPILED, ""),
            new Case("momentum", false, 100_000, Kind.COMPILED, ""),
            new Case("rmsprop", false, 100_000, Kind.COMPILED, ""),
            new Case(ADAM, false, 4_096, Kind.THREE_DIVISIONS, AS_BUILT_IN),
            new Case(ADAM, false, 100_000, Kind.THREE_DIVISIONS, AS_BUILT_IN),
            new Case(ADAM, false, 4_096, Kind.ONE_DIVISION, AS_BUILT_IN),
            new Case(ADAM, false, 100_000, Kind.ONE_DIVISION, AS_BUILT_IN));

    private static final List<String> IMPLEMENTATIONS = implementationsHere();

    private static List<String> implementationsHere() {
        List<String> names = new ArrayList<>(List.of(Libraries.GLISSADE));
        if (CompiledC.present()) {
            names.add(Libraries.C);
        }
        names.addAll(List.of(Libraries.DJL, Libraries.TORCHSCRIPT, Libraries.ND4J, BUILT_IN));
        return List.copyOf(names);
    }

    @Override
    public String name() {
        return "optimizers";
    }

    @Override
    public String summary() {
        return "One step of an optimizer on n parameters in one array, float32 unless a row says otherwise. Ours is `Optimizer.step` with all "
                + "its checks; `c` the same formula as a loop in C, on arrays at the same alignment, 16 bytes after a multiple "
                + "of 64; `djl` DJL's Adam on PyTorch; `torchscript` PyTorch's fused Adam; `nd4j` its operation "
                + "`AdamUpdater` and a subtraction. In the rows of a plugin, ours is a rule written plainly outside the "
                + "library, with Adam's equations as they stand or with both corrections moved out of the loop, and the "
                + "peer is the rule built in. At n = 16000000 no cache holds the arrays. The target is what we want of ours.";
    }

    @Override
    public List<String> implementations() {
        return IMPLEMENTATIONS;
    }

    @Override
    public boolean has(String implementation, Row row) {
        if (implementation.equals(Libraries.GLISSADE)) {
            return true;
        }
        return switch (of(row).kind()) {
            case EVERYBODY -> !implementation.equals(BUILT_IN);
            case COMPILED -> implementation.equals(Libraries.C);
            case THREE_DIVISIONS, ONE_DIVISION -> implementation.equals(BUILT_IN);
        };
    }

    @Override
    public List<Row> rows() {
        return CASES.stream().map(OptimizersFamily::row).toList();
    }

    private static Row row(Case of) {
        return of.large()
                ? new Row(of.row(), Limit.MEMORY_UPDATE, ADAM_ACCESSES * of.length() * Float.BYTES, true)
                : Row.of(of.row(), true);
    }

    @Override
    public String target(Row row) {
        return of(row).target();
    }

    /// As those of [ElementwiseFamily].
    @Override
    public List<String> jvmArguments() {
        return List.of("-XX:ObjectAlignmentInBytes=64");
    }

    @Override
    public Work work(String implementation, Row row) {
        var of = of(row);
        int n = of.length();
        return switch (implementation) {
            case Libraries.GLISSADE -> ours(of);
            case BUILT_IN -> builtIn(of);
            case Libraries.C -> compiled(of);
            case Libraries.DJL -> new DjlAdam(n);
            case Libraries.TORCHSCRIPT -> new PyTorchScriptAdam(n);
            case Libraries.ND4J -> new Nd4jAdam(n);
            default -> throw new IllegalArgumentException("optimizers: nothing is called '" + implementation + "'");
        };
    }

    private static Work ours(Case of) {
        return switch (of.kind()) {
            case EVERYBODY, COMPILED -> builtIn(of);
            case THREE_DIVISIONS -> plugin(PluginAdam.Form.THREE_DIVISIONS, of);
            case ONE_DIVISION -> plugin(PluginAdam.Form.ONE_DIVISION, of);
        };
    }

    private static Work plugin(PluginAdam.Form form, Case of) {
        return new GlissadeFloatStep(Recipe.of(new PluginAdam(form)), of.length());
    }

    private static Work builtIn(Case of) {
        var recipe = Optimizers.named(of.optimizer());
        return of.doubles() ? new GlissadeDoubleStep(recipe, of.length()) : new GlissadeFloatStep(recipe, of.length());
    }

    private static Work compiled(Case of) {
        if (!of.optimizer().equals(ADAM)) {
            return new CompiledStep(of.optimizer(), of.length());
        }
        return of.doubles() ? new CompiledDoubleAdam(of.length()) : new CompiledFloatAdam(of.length());
    }

    /// Where the peer is C alone, bits must be equal, except for the sign of a zero.
    @Override
    public double tolerance(Row row) {
        return of(row).kind() == Kind.COMPILED ? 0 : ROUNDINGS;
    }

    private static Case of(Row row) {
        return CASES.stream()
                .filter(known -> known.row().equals(row.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("optimizers: no row is called '" + row.name() + "'"));
    }
}
